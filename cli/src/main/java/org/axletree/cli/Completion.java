package org.axletree.cli;

import java.util.List;
import java.util.TreeMap;
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
        return Word.of("completion", "Prints what a shell needs to complete words.", Completion::run)
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

    private static String fish(CommandSpec root) {
        StringBuilder script = new StringBuilder("complete -c axle -f\n");
        new TreeMap<>(root.subcommands()).forEach((noun, line) -> {
            script.append("complete -c axle -n __fish_use_subcommand -a ")
                    .append(noun)
                    .append('\n');
            List<String> verbs =
                    line.getSubcommands().keySet().stream().sorted().toList();
            if (!verbs.isEmpty()) {
                script.append("complete -c axle -n '__fish_seen_subcommand_from ")
                        .append(noun)
                        .append("' -a '")
                        .append(String.join(" ", verbs))
                        .append("'\n");
            }
        });
        return script.toString();
    }
}
