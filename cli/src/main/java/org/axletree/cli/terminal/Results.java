package org.axletree.cli.terminal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Standard output. A {@link PrintStream} says nothing of what could not be written; this one remembers why. */
public final class Results extends PrintStream {
    private final Watched watched;
    private final boolean terminal;

    public Results(OutputStream out) {
        this(out, false);
    }

    /** @param terminal whether it goes to one, which would obey what others put into it */
    public Results(OutputStream out, boolean terminal) {
        this(new Watched(out), terminal);
    }

    private Results(Watched watched, boolean terminal) {
        super(watched, false, StandardCharsets.UTF_8);
        this.watched = watched;
        this.terminal = terminal;
    }

    /** {@code println} of a text comes here as well. */
    @Override
    public void print(String text) {
        super.print(terminal && text != null ? ControlCharacters.shown(text) : text);
    }

    /** A text whose control characters are our own. */
    public void printStyled(String text) {
        super.print(text);
    }

    /** Whether nobody reads on or nothing more can be written: what has no end ends here. */
    public boolean areLost() {
        return checkError();
    }

    /** Why something could not be written. That a reader has enough, as {@code head} has, is no fault. */
    public Optional<Failure> fault() {
        flush();
        return Optional.ofNullable(watched.first)
                .filter(problem -> !isOfAPipe(problem))
                .map(problem -> Failure.failed("the result cannot be written to standard output: "
                        + problem.getMessage() + " (what the command changed stays changed)"));
    }

    private static boolean isOfAPipe(IOException problem) {
        return String.valueOf(problem.getMessage()).matches("(?is).*\\bpipe\\b.*");
    }

    /** Remembers the first problem. */
    private static final class Watched extends FilterOutputStream {
        private volatile IOException first;

        Watched(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            try {
                out.write(bytes, from, count);
            } catch (IOException problem) {
                throw remembered(problem);
            }
        }

        @Override
        public void flush() throws IOException {
            try {
                out.flush();
            } catch (IOException problem) {
                throw remembered(problem);
            }
        }

        private IOException remembered(IOException problem) {
            if (first == null) {
                first = problem;
            }
            return problem;
        }
    }
}
