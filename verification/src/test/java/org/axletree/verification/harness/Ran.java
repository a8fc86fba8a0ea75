package org.axletree.verification.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command that has ended.
 *
 * @param exitCode its exit status
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
public record Ran(int exitCode, String out, String err) {

    /** Runs a command to its end. */
    public static Ran command(Duration patience, List<String> command) {
        return command(patience, Path.of("."), Map.of(), command);
    }

    /** Runs a command to its end in a directory, with additions to the environment. */
    public static Ran command(
            Duration patience, Path directory, Map<String, String> environment, List<String> command) {
        try {
            Path out = Files.createTempFile("axletree-out", ".txt");
            Path err = Files.createTempFile("axletree-err", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            try {
                return new Ran(waitFor(process, patience, command), read(out), read(err));
            } finally {
                Files.deleteIfExists(out);
                Files.deleteIfExists(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(String.join(" ", command), e);
        }
    }

    /** The same, if it ended well. */
    public Ran orThrow() {
        if (exitCode != 0) {
            throw new IllegalStateException("exit status " + exitCode + ": " + err + out);
        }
        return this;
    }

    static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    private static int waitFor(Process process, Duration patience, List<String> command) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
                throw new IllegalStateException("still running after " + patience + ": " + String.join(" ", command));
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + command.get(0), e);
        }
    }
}
