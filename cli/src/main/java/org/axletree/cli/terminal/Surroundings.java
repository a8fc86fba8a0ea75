package org.axletree.cli.terminal;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a command sees of the world. Results go to {@code out}, all else to {@code err}.
 *
 * @param columns of the terminal; 0 where the output goes elsewhere
 */
public record Surroundings(
        Map<String, String> environment, InputStream in, PrintStream out, PrintStream err, int columns) {

    /** Those of this process. */
    public static Surroundings ofThisProcess() {
        return new Surroundings(
                System.getenv(),
                System.in,
                new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                Integer.getInteger("axle.columns", 0));
    }

    public boolean hasTerminal() {
        return columns > 0;
    }

    /** Colour only for people who did not forbid it. */
    public boolean hasColour() {
        return hasTerminal() && variable("NO_COLOR").isEmpty();
    }

    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** A note for people: never part of the result. */
    public void note(String sentence) {
        err.println(sentence);
    }

    /**
     * What an argument means: {@code @file} is the file's text, {@code @-} standard input, {@code @@…} a text that begins with
     * an {@code @}, and {@code env:NAME} a variable. Whatever is secret need not be an argument, which others can see.
     */
    public String text(String argument) {
        if (argument.startsWith("@@")) {
            return argument.substring(1);
        }
        if (argument.equals("@-")) {
            return standardInput();
        }
        if (argument.startsWith("@")) {
            return file(Path.of(argument.substring(1)));
        }
        if (argument.startsWith("env:")) {
            String name = argument.substring(4);
            return variable(name)
                    .orElseThrow(
                            () -> Failure.usage("the variable " + name + " is not set (expected: a value for it)"));
        }
        return argument;
    }

    public String file(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw Failure.usage("the file " + file + " cannot be read (expected: a text file)");
        }
    }

    public byte[] bytes(Path file) {
        try {
            return file.toString().equals("-") ? in.readAllBytes() : Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw Failure.usage("the file " + file + " cannot be read");
        }
    }

    public String standardInput() {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException closed) {
            throw Failure.failed("standard input cannot be read");
        }
    }

    /** Asks a person; where there is none, whoever wrote the script has decided. */
    public boolean agrees(String question) {
        if (!hasTerminal() || System.console() == null) {
            return true;
        }
        err.print(question + " [y/N] ");
        err.flush();
        try {
            String answer = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
            return answer != null
                    && answer.strip().toLowerCase(java.util.Locale.ROOT).matches("y|yes");
        } catch (IOException closed) {
            return false;
        }
    }
}
