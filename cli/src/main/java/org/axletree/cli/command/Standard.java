package org.axletree.cli.command;

/** Options that every command has which speaks to a server. */
public final class Standard {
    private Standard() {}

    /** Where the server is. */
    public static Word server(Word word) {
        return word.help("--help", "-h")
                .option("Which profile of axle login (AXLE_PROFILE).", "--profile")
                .option("Where the server is (AXLE_URL).", "--url")
                .option("A file with the token; - for standard input (AXLE_TOKEN).", "--token-file")
                .option("A file with the server's authority (AXLE_CA).", "--ca")
                .option("The region of the API (AXLE_REGION).", "--region");
    }

    /** How the result is written. */
    public static Word output(Word word) {
        return word.option("How: table, wide, json, yaml, csv, tsv, none, template={name}…", "-o", "--output")
                .option("What of it, in JMESPath.", "--query");
    }

    public static Word of(Word word) {
        return output(server(word));
    }
}
