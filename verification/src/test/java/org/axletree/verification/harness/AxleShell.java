package org.axletree.verification.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A shell in a directory of its own in which {@code axle} speaks to a hub. What a line sets is there for the next one, as where
 * people type.
 */
public final class AxleShell {
    private static final Path LAUNCHER =
            Path.of("../cli/target/axle").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Path directory;
    private final Map<String, String> environment = new LinkedHashMap<>();

    public AxleShell(RunningHub hub) {
        try {
            directory = Scratch.directory("axle-shell");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        environment.put("AXLE_URL", hub.http("").toString());
        environment.put("AXLE_TOKEN", hub.adminToken());
        environment.put("AXLE_CONFIG_DIR", directory.resolve("config").toString());
        environment.put("AXLE_CA", hub.serverAuthority().toString());
    }

    public Path directory() {
        return directory;
    }

    /** A variable for all lines to come. */
    public AxleShell set(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Carries out a line; {@code az} and {@code scw} are those of axle. */
    public Ran line(String line) {
        return Ran.command(PATIENCE, directory, environment, List.of("bash", "-c", prelude() + line));
    }

    /** What a line says, if it ends well. */
    public String out(String line) {
        return line(line).orThrow().out().strip();
    }

    /** A line that goes on, until it is closed. */
    public Following start(String line) {
        ProcessBuilder builder =
                new ProcessBuilder("bash", "-c", prelude() + "exec " + line.replaceFirst("^az ", "axle az "));
        builder.environment().putAll(environment);
        return new Following(Launched.of(builder.directory(directory.toFile()), directory, Fleet.unique("axle")));
    }

    /** A command that goes on. */
    public static final class Following implements AutoCloseable {
        private final Launched launched;

        private Following(Launched launched) {
            this.launched = launched;
        }

        /** Waits until a whole line of what it says contains the text. */
        public Following awaitOutput(String text) {
            launched.awaitOutput(text, PATIENCE);
            return this;
        }

        public String out() {
            return launched.out();
        }

        public int awaitEnd() {
            return launched.awaitEnd(PATIENCE);
        }

        @Override
        public void close() {
            launched.kill();
        }
    }

    /** A file in the directory. */
    public Path file(String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String prelude() {
        return "set -o pipefail; PATH=" + LAUNCHER.getParent() + ":$PATH\n"
                + "az() { axle az \"$@\"; }\nscw() { axle scw \"$@\"; }\n";
    }
}
