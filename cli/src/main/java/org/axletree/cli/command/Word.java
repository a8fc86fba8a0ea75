package org.axletree.cli.command;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A word of the command line, with its options: either a group of words, or one that does something. */
public final class Word {
    private final CommandSpec spec;

    private Word(CommandSpec spec, String name, String does) {
        this.spec = spec;
        spec.name(name);
        spec.usageMessage().description(does.replace("%", "%%"));
        spec.usageMessage().width(100);
    }

    /** A word that others follow. */
    public static Word group(String name, String does) {
        return new Word(CommandSpec.create(), name, does).help("--help", "-h");
    }

    public static Word of(String name, String does, Verb verb) {
        return new Word(CommandSpec.wrapWithoutInspection(new Deed(verb)), name, does);
    }

    /** What every word that does something knows, beside its own. */
    public Word help(String... names) {
        spec.addOption(OptionSpec.builder(names)
                .usageHelp(true)
                .description("Shows this help.")
                .build());
        return this;
    }

    public Word with(Word below) {
        CommandSpec before = spec.subcommands().containsKey(below.spec.name())
                ? spec.removeSubcommand(below.spec.name()).getCommandSpec()
                : null;
        if (before != null && before.userObject() == null && below.spec.userObject() == null) {
            below.spec.subcommands().forEach((name, word) -> {
                if (before.subcommands().containsKey(name)) {
                    before.removeSubcommand(name);
                }
                before.addSubcommand(name, word);
            });
            spec.addSubcommand(before.name(), before);
            return this;
        }
        spec.addSubcommand(below.spec.name(), below.spec);
        return this;
    }

    /** An option with a value. */
    public Word option(String does, String... names) {
        return add(OptionSpec.builder(names).type(String.class).arity("1").paramLabel(label(names)), does);
    }

    /** The same with one of these values, which shells complete. */
    public Word oneOf(String does, List<String> values, String... names) {
        return add(
                OptionSpec.builder(names)
                        .type(String.class)
                        .arity("1")
                        .completionCandidates(values)
                        .paramLabel(label(names)),
                does);
    }

    /** The same, without which the command is a wrong one. */
    public Word needs(String does, String... names) {
        return add(
                OptionSpec.builder(names)
                        .type(String.class)
                        .arity("1")
                        .required(true)
                        .paramLabel(label(names)),
                does);
    }

    /** An option that is there or is not. */
    public Word flag(String does, String... names) {
        return add(OptionSpec.builder(names).type(boolean.class).arity("0"), does);
    }

    /** An option with {@code true} or {@code false}, or nothing for {@code true}. */
    public Word choice(String does, String... names) {
        return add(
                OptionSpec.builder(names)
                        .type(String.class)
                        .arity("0..1")
                        .fallbackValue("true")
                        .completionCandidates(List.of("true", "false"))
                        .paramLabel("true|false"),
                does);
    }

    /** An option that may be there several times. */
    public Word list(String does, String... names) {
        return add(
                OptionSpec.builder(names)
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .arity("1")
                        .paramLabel(label(names)),
                does);
    }

    /** An option with one or more values behind it, as az has them. */
    public Word values(String does, String... names) {
        return add(
                OptionSpec.builder(names)
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .arity("0..*")
                        .paramLabel(label(names)),
                does);
    }

    /** @param arity as {@code 1}, {@code 0..1}, {@code 1..*} */
    public Word arguments(String label, String arity, String does) {
        spec.addPositional(PositionalParamSpec.builder()
                .index("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("0..*")
                .paramLabel(label)
                .description(does.replace("%", "%%"))
                .build());
        ((Deed) spec.userObject()).takes(label, arity);
        return this;
    }

    public boolean knows(String option) {
        return spec.findOption(option) != null;
    }

    private Word add(OptionSpec.Builder option, String does) {
        spec.addOption(option.description(does.replace("%", "%%")).build());
        return this;
    }

    private static String label(String... names) {
        List<String> all = new ArrayList<>(List.of(names));
        all.sort((one, other) -> other.length() - one.length());
        return all.get(0)
                .replaceFirst("^-+", "")
                .toUpperCase(java.util.Locale.ROOT)
                .replace('-', '_');
    }

    public CommandSpec spec() {
        return spec;
    }
}
