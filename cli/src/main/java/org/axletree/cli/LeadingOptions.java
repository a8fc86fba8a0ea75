package org.axletree.cli;

import java.util.ArrayList;
import java.util.List;
import org.axletree.cli.command.Standard;
import org.axletree.cli.command.Word;
import org.axletree.cli.terminal.Status;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Options that every command has may stand before its words as well: {@code axle --profile site hub list}. They are read as if
 * they stood behind them.
 */
final class LeadingOptions {
    private static final CommandSpec KNOWN =
            Standard.of(Word.of("any", "Any command.", call -> Status.DONE)).spec();

    private LeadingOptions() {}

    static String[] behind(String... arguments) {
        int words = 0;
        while (words < arguments.length && isKnown(arguments[words])) {
            words += arguments[words].contains("=") ? 1 : 2;
        }
        if (words == 0 || words >= arguments.length) {
            return arguments;
        }
        List<String> moved = new ArrayList<>(List.of(arguments).subList(words, arguments.length));
        int end = moved.indexOf("--");
        moved.addAll(end < 0 ? moved.size() : end, List.of(arguments).subList(0, words));
        return moved.toArray(String[]::new);
    }

    private static boolean isKnown(String argument) {
        int value = argument.indexOf('=');
        String name = value < 0 ? argument : argument.substring(0, value);
        return KNOWN.findOption(name) != null && !KNOWN.findOption(name).usageHelp();
    }
}
