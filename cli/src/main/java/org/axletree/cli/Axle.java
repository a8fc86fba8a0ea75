package org.axletree.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.axletree.cli.command.Call;
import org.axletree.cli.command.Deed;
import org.axletree.cli.command.Secrets;
import org.axletree.cli.terminal.Failure;
import org.axletree.cli.terminal.Nearest;
import org.axletree.cli.terminal.Status;
import org.axletree.cli.terminal.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line. What fails is one sentence on standard error, and a status. */
public final class Axle {
    /** More words than these are told by the help alone. */
    private static final int MOST_TOLD = 12;

    private Axle() {}

    public static void main(String[] arguments) {
        // Hubs are told apart by the Host header; it is read when the client is first used.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
        // By name: otherwise each builder, reader and writer of JSON looks through the jar for who provides it.
        System.setProperty("jakarta.json.provider", "org.eclipse.parsson.JsonProviderImpl");
        Surroundings surroundings = Surroundings.ofThisProcess();
        Status status = run(surroundings, arguments);
        // Threads of clients may linger.
        Runtime.getRuntime().halt(status.number());
    }

    /** Does what is said. A result that could not be written is a failure, whatever else was done. */
    static Status run(Surroundings surroundings, String... arguments) {
        Status status = done(surroundings, arguments);
        Optional<Failure> fault = surroundings.out().fault();
        fault.ifPresent(failure -> surroundings.note("axle: " + failure.getMessage()));
        return status == Status.DONE ? fault.map(Failure::status).orElse(status) : status;
    }

    private static Status done(Surroundings surroundings, String... arguments) {
        if (arguments.length == 1 && arguments[0].matches("--version|-V|version")) {
            surroundings.out().println("axle " + version());
            return Status.DONE;
        }
        try {
            return parsed(surroundings, LeadingOptions.behind(arguments));
        } catch (ParameterException wrong) {
            surroundings.note("axle: " + sentence(wrong));
            return Status.USAGE;
        } catch (Failure failure) {
            surroundings.note("axle: " + failure.getMessage());
            return failure.status();
        } catch (RuntimeException bug) {
            surroundings.note("axle: failed, which is a fault of axle itself: " + bug);
            return Status.FAILED;
        }
    }

    private static Status parsed(Surroundings surroundings, String... arguments) {
        String first = Arrays.stream(arguments)
                .filter(each -> !each.startsWith("-"))
                .findFirst()
                .orElse("");
        CommandLine line = new CommandLine(new Words().root(first, false).spec())
                .setExpandAtFiles(false)
                .setOverwrittenOptionsAllowed(true)
                .setAbbreviatedOptionsAllowed(false)
                .setAtFileCommentChar(null);
        ParseResult result = line.parseArgs(arguments);
        while (result.hasSubcommand()) {
            result = result.subcommand();
        }
        CommandLine at = result.commandSpec().commandLine();
        if (result.isUsageHelpRequested()) {
            surroundings.out().printStyled(at.getUsageMessage());
            return Status.DONE;
        }
        if (!(result.commandSpec().userObject() instanceof Deed deed)) {
            String words = result.commandSpec().qualifiedName();
            throw Failure.usage(words + " needs another word (expected: one of "
                    + String.join(", ", result.commandSpec().subcommands().keySet()) + ")");
        }
        Secrets.note(result, surroundings);
        return deed.run(new Call(result, surroundings, Words.format(first)));
    }

    private static String sentence(ParameterException wrong) {
        String message = wrong.getMessage().lines().findFirst().orElse("wrong usage");
        // What is unknown is told before what is missing, which it may be meant for.
        List<String> unmatched =
                wrong instanceof UnmatchedArgumentException || wrong instanceof MissingParameterException
                        ? wrong.getCommandLine().getUnmatchedArguments()
                        : List.of();
        if (!unmatched.isEmpty()) {
            // Without their values: what follows --token is a token.
            List<String> options = unmatched.stream()
                    .filter(each -> each.startsWith("-"))
                    .map(each -> each.replaceFirst("(?s)=.*", ""))
                    .toList();
            if (options.contains("--token")) {
                return "unknown option: '--token' (expected: --token-file FILE, --token-file - or AXLE_TOKEN)";
            }
            String first = unmatched.get(0);
            return !first.startsWith("-")
                    ? "unmatched argument: '" + first + "'" + hint(wrong, first)
                    : "unknown option" + (options.size() > 1 ? "s: '" : ": '") + String.join("', '", options) + "'"
                            + hint(wrong, options.get(0));
        }
        return Character.toLowerCase(message.charAt(0)) + message.substring(1) + hint(wrong, "");
    }

    /** What somebody who wrote a word or an option may have meant, and where all of them are. */
    private static String hint(ParameterException wrong, String word) {
        CommandSpec command = wrong.getCommandLine().getCommandSpec();
        Set<String> known = word.startsWith("--")
                ? command.optionsMap().keySet()
                : command.subcommands().keySet();
        boolean isWord = !word.isEmpty() && !word.startsWith("-") && !known.isEmpty() && known.size() <= MOST_TOLD;
        return " ("
                + Nearest.to(word, known)
                        .map(nearest -> "expected: " + nearest + ", perhaps; ")
                        .orElse(isWord ? "expected: one of " + String.join(", ", known) + "; " : "")
                + "try " + command.qualifiedName() + " --help)";
    }

    static String version() {
        return Optional.ofNullable(Axle.class.getPackage().getImplementationVersion())
                .orElse("of a build");
    }
}
