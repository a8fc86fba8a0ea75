package org.axletree.cli.command;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.axletree.cli.api.SecretNames;
import org.axletree.cli.terminal.Surroundings;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Secrets in a command: whoever looks at the processes sees them, and what would be sent is shown without them. */
public final class Secrets {
    private static final Pattern ELSEWHERE = Pattern.compile("(?s)(@(?!@)|env:).*|");

    /** A field with its value, keys of Azure, or an address with a password. */
    private static final Pattern INSIDE = Pattern.compile("(?is)([\\w.-]*[-_.])?" + SecretNames.NAMES
            + "=(?!@(?!@)|env:).+|.*SharedAccessKey=.*|[a-z]+://[^/@]*:[^/@]+@.*");

    private static final JsonString HIDDEN = Json.createValue(SecretNames.MASK);

    private Secrets() {}

    /** Tells a person of a secret that others see. */
    public static void note(ParseResult command, Surroundings surroundings) {
        Optional<String> seen = command.matchedOptions().stream()
                .filter(option -> option.originalStringValues().stream().anyMatch(value -> shows(option, value)))
                .map(OptionSpec::longestName)
                .findFirst()
                .or(() -> command.matchedPositionals().stream()
                        .flatMap(each -> each.originalStringValues().stream())
                        .filter(value -> INSIDE.matcher(value).matches())
                        .map(value -> value.replaceFirst("(?s)=.*", ""))
                        .findFirst());
        seen.ifPresent(name -> surroundings.note(
                "axle: a secret in the command is seen by others: " + name + " (expected: @FILE, @- or env:NAME)"));
    }

    private static boolean shows(OptionSpec option, String value) {
        boolean secret = List.of(option.names()).stream()
                .map(name -> name.replaceFirst("^-+", ""))
                .anyMatch(SecretNames::has);
        return secret && !ELSEWHERE.matcher(value).matches()
                || INSIDE.matcher(value).matches();
    }

    /** The same request without its secrets. */
    static JsonObject hidden(JsonObject request) {
        JsonObjectBuilder shown = Json.createObjectBuilder();
        request.forEach((name, value) -> shown.add(name, hidden(name, value)));
        return shown.build();
    }

    private static JsonValue hidden(String name, JsonValue value) {
        if (value instanceof JsonObject object) {
            return hidden(object);
        }
        return value instanceof JsonString && SecretNames.has(name) ? HIDDEN : value;
    }
}
