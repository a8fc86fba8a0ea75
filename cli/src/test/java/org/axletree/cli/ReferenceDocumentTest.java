package org.axletree.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.axletree.cli.api.ApiDescription;
import org.axletree.cli.terminal.Status;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * {@code docs/reference/axle.md} is made from the words themselves; {@code -Daxletree.docs=write} writes it anew. What follows
 * from the API's description is not repeated there.
 */
class ReferenceDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/reference/axle.md");

    private static final String HEAD =
            """
            # axle

            The command line: `./axle` in a checkout, `axle` and `axle.jar` in `cli/target` once it is built. It speaks to the
            server by its APIs, and needs Java 17 and nothing else. This document is made from the words themselves.

            | variable | what it says |
            |---|---|
            | `AXLE_URL` | where the server is; `http://127.0.0.1:8080` unless said |
            | `AXLE_TOKEN` | the token of the management API; the one in `./axletree-data` where a server of this machine is asked |
            | `AXLE_CA` | a file with the authority of the server's certificate, as `/ca/server.pem` shows it |
            | `AXLE_CONFIG_DIR` | where `axle login` keeps profiles; `~/.config/axle` unless said |
            | `AXLE_PROFILE`, `AXLE_REGION` | which profile, and which region of the API |
            | `AXLE_PASSPHRASE` | what backups are encrypted with |

            What the command says wins over these variables, and a profile that it names by `--profile` counts as said; the
            variables win over the profile that it does not name. No token is sent to another address than its own: that of a profile only
            to the profile's, `AXLE_TOKEN` only to `AXLE_URL` where that is set, and never to the address of a profile that `--profile` names.

            Whatever is secret need not be an argument, which others see: wherever an option has a text, `@FILE` is the text of a
            file, `@-` standard input and `env:NAME` a variable; `@@` begins a text with an `@`. One end of line at the end of
            such a text is not part of it.

            Whatever deletes asks before, where standard input is a terminal; `--yes` answers. Where it is none, a script has
            decided, and nothing is asked.

            ## Nouns of the API

            `axle NOUN VERB [id or name …] [--field value]`: every operation of [the API](openapi.yaml) has its command. The noun
            is that of its tag, the verb its `operationId` without the noun: `ListHubs` is `axle hub list`, `GetHub` is `axle hub
            show`, `ListHubEvents` is `axle hub list-events`. Fields are options (`rest_config.uri` is `--rest-config-uri`),
            names stand wherever identifiers do, and `--set a.b=JSON` and `--body @FILE` say everything else. `axle NOUN --help`
            lists the verbs. Changes know `--dry-run`, `--yes`, `--wait` and `--timeout`; questions `--watch` and `--limit`.

            Results are written to standard output, everything else to standard error: `-o table` (for people), `wide`, `json`,
            `yaml`, `csv`, `tsv`, `none` or `template={name} {status}`. A list is a bare array, a thing a bare object, with the
            API's names. `--query` is JMESPath.

            """;

    @Test
    void reference_isThatOfTheWords() throws IOException {
        StringBuilder text =
                new StringBuilder(HEAD).append(examples()).append("## Statuses\n\n| status | meaning |\n|--:|---|\n");
        for (Status status : Status.values()) {
            text.append("| %d | %s |\n".formatted(status.number(), status.meaning()));
        }
        Set<String> nouns = ApiDescription.nouns().keySet();
        CommandSpec root = new Words().root("", true).spec();
        new TreeMap<>(root.subcommands()).forEach((name, word) -> {
            boolean own = !nouns.contains(name);
            if (own && !name.equals("scw")) {
                text.append("\n## axle ").append(name).append("\n\n");
                write(text, "axle " + name, word.getCommandSpec());
            }
        });
        text.append(
                "\n## axle scw iot\n\nThe operations of the API by Scaleway's names, with arguments as `name=value`:\n"
                        + "`axle scw iot device create name=d hub-id=h message-filters.publish.policy=reject -o json`.\n");
        for (String verb : List.of("explain-login", "simulate")) {
            text.append("\n## axle device ").append(verb).append("\n\n");
            write(
                    text,
                    "axle device " + verb,
                    root.subcommands().get("device").getSubcommands().get(verb).getCommandSpec());
        }
        if ("write".equals(System.getProperty("axletree.docs"))) {
            Files.writeString(DOCUMENT, text.toString());
        }
        assertThat(DOCUMENT)
                .as("write it anew with -Daxletree.docs=write")
                .content()
                .isEqualTo(text.toString());
    }

    /** They are carried out, one after the other, against a hub. */
    private static String examples() throws IOException {
        try (InputStream in = ReferenceDocumentTest.class.getResourceAsStream("examples.md")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void word_thatIsNoNounOfTheApi_hasAnExample() throws IOException {
        Set<String> nouns = ApiDescription.nouns().keySet();
        String examples = examples();

        assertThat(new Words().root("", true).spec().subcommands().keySet())
                .filteredOn(word -> !nouns.contains(word))
                .hasSizeGreaterThan(10)
                .allSatisfy(word -> assertThat(examples).contains("axle " + word));
    }

    private static void write(StringBuilder text, String words, CommandSpec spec) {
        if (!spec.subcommands().isEmpty()) {
            new TreeMap<>(spec.subcommands())
                    .forEach((name, word) -> write(text, words + " " + name, word.getCommandSpec()));
            return;
        }
        text.append("`").append(words);
        spec.positionalParameters().forEach(each -> text.append(" ").append(each.paramLabel()));
        text.append("`: ").append(sentence(spec.usageMessage().description())).append("\n\n");
        if (words.startsWith("axle az")) {
            StringBuilder options = new StringBuilder();
            spec.options().stream()
                    .filter(each -> !isStandard(each))
                    .filter(each -> !sentence(each.description()).startsWith("Accepted"))
                    .forEach(each -> options.append(options.isEmpty() ? "" : ", ")
                            .append("`")
                            .append(names(each))
                            .append("`"));
            if (!options.isEmpty()) {
                text.append(options).append("\n\n");
            }
            return;
        }
        StringBuilder rows = new StringBuilder();
        spec.options().stream()
                .filter(each -> !isStandard(each))
                .forEach(each -> rows.append("| `%s` | %s |\n"
                        .formatted(names(each), sentence(each.description()).replace("|", "\\|"))));
        if (!rows.isEmpty()) {
            text.append("| option | |\n|---|---|\n").append(rows).append('\n');
        }
    }

    private static boolean isStandard(OptionSpec option) {
        return option.usageHelp()
                || Set.of("--profile", "--url", "--token-file", "--ca", "--region", "--output", "--query")
                        .contains(option.longestName());
    }

    private static String names(OptionSpec option) {
        return String.join(", ", option.names());
    }

    private static String sentence(String... description) {
        return String.join(" ", description).replace("%%", "%");
    }
}
