package org.axletree.cli.command;

import java.util.List;
import java.util.Optional;
import org.axletree.cli.api.Connection;
import org.axletree.cli.api.Names;
import org.axletree.cli.api.Profile;
import org.axletree.cli.output.Printer;
import org.axletree.cli.terminal.Failure;
import org.axletree.cli.terminal.Surroundings;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** A command as it was given. */
public final class Call {
    private final ParseResult parsed;
    private final Surroundings surroundings;
    private final String format;
    private Connection connection;

    /** @param format of the output, unless the command says another */
    public Call(ParseResult parsed, Surroundings surroundings, String format) {
        this.parsed = parsed;
        this.surroundings = surroundings;
        this.format = format;
    }

    public Surroundings surroundings() {
        return surroundings;
    }

    /** The value of an option as it was written. */
    public Optional<String> written(String option) {
        OptionSpec known = parsed.commandSpec().findOption(option);
        if (known == null || !parsed.hasMatchedOption(known)) {
            return Optional.empty();
        }
        return Optional.ofNullable(known.getValue()).map(String::valueOf);
    }

    /** The value of an option; from a file, a variable or standard input where it says so. */
    public Optional<String> text(String option) {
        return written(option).map(surroundings::text);
    }

    public String need(String option) {
        return text(option).orElseThrow(() -> Failure.missing(option));
    }

    /** A number of an option, which is never below zero. */
    public Optional<Integer> number(String option) {
        return number(option, 0, Integer.MAX_VALUE);
    }

    public Optional<Integer> number(String option, int least, int most) {
        return written(option).map(text -> {
            try {
                int number = Integer.parseInt(text);
                if (least <= number && number <= most) {
                    return number;
                }
            } catch (NumberFormatException none) {
                // Said below, like a number that is out of bounds.
            }
            throw Failure.usage(option + " " + text + " was wrong (expected: a whole number"
                    + (most == Integer.MAX_VALUE
                            ? ", " + least + " or more)"
                            : " from " + least + " to " + most + ")"));
        });
    }

    /** Seconds and parts of one. */
    public Optional<Double> seconds(String option) {
        return written(option).map(text -> {
            if (!text.matches("\\d{1,9}(\\.\\d{1,9})?")) {
                throw Failure.usage(option + " " + text + " was wrong (expected: seconds, as 2 or 0.5)");
            }
            return Double.valueOf(text);
        });
    }

    public boolean flag(String option) {
        OptionSpec known = parsed.commandSpec().findOption(option);
        return known != null && Boolean.TRUE.equals(known.getValue());
    }

    public List<String> all(String option) {
        OptionSpec known = parsed.commandSpec().findOption(option);
        List<String> values = known == null ? null : known.getValue();
        return values == null ? List.of() : values;
    }

    public List<String> arguments() {
        return parsed.commandSpec().positionalParameters().stream()
                .map(each -> each.<List<String>>getValue())
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(List.of());
    }

    public Connection connection() {
        if (connection == null) {
            connection = new Connection(Profile.of(
                    surroundings,
                    new Profile.Said(
                            written("--profile"),
                            written("--url"),
                            written("--token-file"),
                            written("--ca"),
                            written("--region"))));
        }
        return connection;
    }

    public Names names() {
        return new Names(connection());
    }

    /** How the result is to be written; a wrong format is told before anything is done. */
    public Printer printer() {
        return new Printer(surroundings, written("--output").orElse(format), written("--query"));
    }
}
