package org.axletree.cli.terminal;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What a command sees of the world. Results go to {@code out}, all else to {@code err}.
 *
 * @param columns of the terminal; 0 where the output goes elsewhere
 * @param person whether somebody may be there who answers on standard input, wherever the output goes
 */
public record Surroundings(
        Map<String, String> environment,
        InputStream in,
        Results out,
        PrintStream err,
        int columns,
        BooleanSupplier person) {

    /** Of a terminal that does not say. */
    private static final int USUAL_COLUMNS = 80;

    /** Those of a script. */
    public Surroundings(
            Map<String, String> environment, InputStream in, OutputStream out, PrintStream err, int columns) {
        this(environment, in, new Results(out, columns > 0), err, columns, () -> false);
    }

    /** Those of this process. */
    public static Surroundings ofThisProcess() {
        int columns = columnsOfThisProcess();
        return new Surroundings(
                System.getenv(),
                System.in,
                new Results(new FileOutputStream(FileDescriptor.out), columns > 0),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                columns,
                Surroundings::mayBeATerminal);
    }

    /** The launcher says it. Without it the JVM tells whether input and output are a terminal, and the shell how wide that is. */
    private static int columnsOfThisProcess() {
        Integer said = Integer.getInteger("axle.columns");
        return said != null ? said : System.console() == null ? 0 : columnsOfTerminal();
    }

    private static int columnsOfTerminal() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String[] rowsAndColumns = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .strip()
                    .split(" ");
            int columns = rowsAndColumns.length == 2 ? Integer.parseInt(rowsAndColumns[1]) : 0;
            return columns > 0 ? columns : USUAL_COLUMNS;
        } catch (IOException | NumberFormatException unknown) {
            return USUAL_COLUMNS;
        }
    }

    /** The JVM tells only of input and output together; the shell tells of the input. Where neither can, somebody may be there. */
    private static boolean mayBeATerminal() {
        try {
            return new ProcessBuilder("sh", "-c", "test -t 0")
                            .redirectInput(ProcessBuilder.Redirect.INHERIT)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noShell) {
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Failure(Status.INTERRUPTED, "interrupted");
        }
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
        err.println(ControlCharacters.shown(sentence));
    }

    /**
     * What an argument means: {@code @file} is the file's text, {@code @-} standard input, {@code @@…} a text that begins with
     * an {@code @}, and {@code env:NAME} a variable. Whatever is secret need not be an argument, which others can see. One end of
     * line at the end is that of the file, and not of the text.
     */
    public String text(String argument) {
        if (argument.startsWith("@@")) {
            return argument.substring(1);
        }
        if (argument.equals("@-")) {
            return line(standardInput());
        }
        if (argument.startsWith("@")) {
            return line(file(Path.of(argument.substring(1))));
        }
        if (argument.startsWith("env:")) {
            String name = argument.substring(4);
            return variable(name)
                    .orElseThrow(
                            () -> Failure.usage("the variable " + name + " is not set (expected: a value for it)"));
        }
        return argument;
    }

    /** The text of a file that an option names by itself; {@code -} is standard input. */
    public String textOf(String file) {
        return line(file.equals("-") ? standardInput() : file(Path.of(file)));
    }

    /** The same without its last end of line, which editors and {@code echo} put there. */
    private static String line(String text) {
        return text.replaceFirst("\\r?\\n\\z", "");
    }

    public String file(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw FileProblem.unreadable(file, unreadable, "a text file");
        }
    }

    public byte[] bytes(Path file) {
        try {
            return file.toString().equals("-") ? in.readAllBytes() : Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw FileProblem.unreadable(file, unreadable, "a file");
        }
    }

    public String standardInput() {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException closed) {
            throw Failure.failed("standard input cannot be read");
        }
    }

    /** Asks a person; where standard input is no terminal, whoever wrote the script has decided. */
    public boolean agrees(String question) {
        if (!person.getAsBoolean()) {
            return true;
        }
        err.print(ControlCharacters.shown(question) + " [y/N] ");
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
