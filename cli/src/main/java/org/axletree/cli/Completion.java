package org.axletree.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axletree.cli.command.Call;
import org.axletree.cli.command.Word;
import org.axletree.cli.terminal.Failure;
import org.axletree.cli.terminal.Status;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code axle completion bash|zsh|fish}. */
final class Completion {
    private Completion() {}

    static Word word() {
        return Word.of(
                        "completion",
                        "Prints what a shell needs to complete words: source <(axle completion bash), axle completion fish | source.",
                        Completion::run)
                .help("--help", "-h")
                .arguments("SHELL", "1", "bash, zsh or fish");
    }

    private static Status run(Call call) {
        String shell = call.arguments().get(0);
        CommandSpec root = new Words().root("", true).spec();
        String script =
                switch (shell) {
                    // The script knows both shells.
                    case "bash", "zsh" -> AutoComplete.bash("axle", new CommandLine(root));
                    case "fish" -> fish(root);
                    default -> throw Failure.usage("the shell " + shell + " was wrong (expected: bash, zsh or fish)");
                };
        call.surroundings().out().println(script);
        return Status.DONE;
    }

    /** One function with a case for each command: a condition for each of them would take seconds at every key. */
    private static String fish(CommandSpec root) {
        StringBuilder cases = new StringBuilder();
        List<String> groups = new ArrayList<>();
        List<String> commands = new ArrayList<>();
        StringBuilder values = new StringBuilder();
        visit(root, "axle", cases, values, groups, commands);
        return """
                set -g __axle_groups %s
                set -g __axle_commands %s
                function __axle_command
                    set -l command axle
                    for word in (commandline -opc)[2..-1]
                        if contains -- "$command $word" $__axle_groups $__axle_commands
                            set command "$command $word"
                        end
                    end
                    echo $command
                end
                function __axle_values
                    switch (__axle_command)' '(commandline -opc)[-1]
                %s    end
                end
                function __axle_words
                    set -l values (__axle_values)
                    if set -q values[1]
                        printf '%%s\n' $values
                        return
                    end
                    switch (__axle_command)
                %s    end
                end
                complete -c axle -n 'contains -- (__axle_command) $__axle_groups' -f
                complete -c axle -a '(__axle_words)'
                """
                .formatted(quoted(groups), quoted(commands), values, cases);
    }

    private static void visit(
            CommandSpec spec,
            String command,
            StringBuilder cases,
            StringBuilder values,
            List<String> groups,
            List<String> commands) {
        Map<String, CommandLine> inside = new TreeMap<>(spec.subcommands());
        (inside.isEmpty() ? commands : groups).add(command);
        List<String> words = new ArrayList<>(inside.keySet());
        spec.options().stream()
                .filter(option -> !option.hidden())
                .flatMap(option -> Stream.of(option.names()))
                .sorted()
                .forEach(words::add);
        cases.append("        case '").append(command).append("'\n            printf '%s\\n' ");
        cases.append(String.join(" ", words)).append('\n');
        spec.options().stream()
                .filter(option -> option.completionCandidates() != null)
                .forEach(option -> of(command, option, values));
        inside.forEach(
                (word, line) -> visit(line.getCommandSpec(), command + " " + word, cases, values, groups, commands));
    }

    private static void of(String command, OptionSpec option, StringBuilder values) {
        List<String> candidates = new ArrayList<>();
        option.completionCandidates().forEach(candidates::add);
        values.append("        case ")
                .append(quoted(Stream.of(option.names())
                        .map(name -> command + " " + name)
                        .toList()))
                .append("\n            printf '%s\\n' ")
                .append(quoted(candidates))
                .append('\n');
    }

    private static String quoted(List<String> commands) {
        return commands.stream().map(command -> "'" + command + "'").collect(Collectors.joining(" "));
    }
}
