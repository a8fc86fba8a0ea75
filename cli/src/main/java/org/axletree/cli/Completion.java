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
        visit(root, "axle", cases, groups, commands);
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
                function __axle_words
                    switch (__axle_command)
                %s    end
                end
                complete -c axle -n 'contains -- (__axle_command) $__axle_groups' -f
                complete -c axle -a '(__axle_words)'
                """
                .formatted(quoted(groups), quoted(commands), cases);
    }

    private static void visit(
            CommandSpec spec, String command, StringBuilder cases, List<String> groups, List<String> commands) {
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
        inside.forEach((word, line) -> visit(line.getCommandSpec(), command + " " + word, cases, groups, commands));
    }

    private static String quoted(List<String> commands) {
        return commands.stream().map(command -> "'" + command + "'").collect(Collectors.joining(" "));
    }
}
