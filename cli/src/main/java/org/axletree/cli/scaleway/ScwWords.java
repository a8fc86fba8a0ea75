package org.axletree.cli.scaleway;

import java.util.Set;
import org.axletree.cli.api.ApiDescription;
import org.axletree.cli.api.Operation;
import org.axletree.cli.command.Standard;
import org.axletree.cli.command.Word;

/** {@code axle scw iot hub|device|route|network|twin …}: the operations of the API by Scaleway's names. */
public final class ScwWords {
    private static final Set<String> NOUNS = Set.of("hub", "device", "route", "network", "twin");

    private ScwWords() {}

    public static Word word() {
        Word iot = Word.group("iot", "Scaleway IoT Hub.");
        for (String noun : ApiDescription.nouns().keySet()) {
            if (NOUNS.contains(noun)) {
                iot.with(noun(noun));
            }
        }
        return Word.group("scw", "Scaleway's command line: scw iot.").with(iot);
    }

    private static Word noun(String noun) {
        Word word = Word.group(noun, "Like axle " + noun + ".");
        for (Operation each : ApiDescription.operations(noun)) {
            if (!each.streams()) {
                word.with(Standard.of(Word.of(name(each), each.summary() + ".", new ScwVerb(each)))
                        .flag("Waits until it has come about.", "--wait", "-w")
                        .option("Accepted.", "--config", "-c")
                        .flag("Accepted.", "--debug", "-D")
                        .arguments("ARG=VALUE", "0..*", "What it is told."));
            }
        }
        return word;
    }

    private static String name(Operation operation) {
        String verb = operation.verb();
        return verb.equals("show") || verb.startsWith("show-") ? "get" + verb.substring(4) : verb;
    }
}
