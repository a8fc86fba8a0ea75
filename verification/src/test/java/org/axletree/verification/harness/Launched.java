package org.axletree.verification.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A command that runs, with its output in files. Ends with the JVM of the tests at the latest. */
final class Launched {
    private final Process process;
    private final Path out;
    private final Path err;

    private Launched(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static Launched of(ProcessBuilder builder, Path directory, String name) {
        Path out = directory.resolve(name + ".out");
        Path err = directory.resolve(name + ".err");
        try {
            Process process = builder.redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> destroy(process)));
            return new Launched(process, out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private static void destroy(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    Process process() {
        return process;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until a whole line of standard output or standard error contains the text. */
    void awaitOutput(String text, Duration patience) {
        Awaitility.await(text)
                .atMost(patience)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !isAlive() || hasSaid(text));
        if (!hasSaid(text)) {
            throw new IllegalStateException(
                    "ended with status " + process.exitValue() + " before it said «" + text + "»:\n" + err() + out());
        }
    }

    /** Waits until something is heard at the port. */
    void awaitPort(int port, Duration patience) {
        Awaitility.await("port " + port).atMost(patience).until(() -> !isAlive() || !Ports.isUnused(port));
        if (!isAlive()) {
            throw new IllegalStateException("ended with status " + process.exitValue()
                    + " before anything was heard at port " + port + ":\n" + err() + out());
        }
    }

    private boolean hasSaid(String text) {
        return wholeLines(out()).contains(text) || wholeLines(err()).contains(text);
    }

    /** Without the line that is still being written. */
    static String wholeLines(String output) {
        return output.substring(0, output.lastIndexOf('\n') + 1);
    }

    /** Waits for the end. */
    int awaitEnd(Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("still running after " + patience + ":\n" + err() + out());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    void kill() {
        destroy(process);
        awaitEnd(Duration.ofMinutes(1));
    }

    private static String read(Path file) {
        try {
            return Ran.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
