package org.axletree.verification.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A network of its own, in which every port is free and host names are what a test wants: for clients that insist on both. What
 * runs in it reaches nothing outside, and is reached by nobody.
 */
public final class NetworkNamespace implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String HOLDER =
            """
            set -eu
            ip link set lo up
            mount --bind "$1" /etc/hosts
            echo up
            exec sleep 3600
            """;

    private final Path directory;
    private final Launched holder;

    private NetworkNamespace(Path directory, Launched holder) {
        this.directory = directory;
        this.holder = holder;
    }

    /** @param hostNames names of this host, within */
    public static NetworkNamespace with(Path directory, List<String> hostNames) throws IOException {
        String ownName = Ran.command(PATIENCE, List.of("hostname")).out().strip();
        Path hosts = Files.writeString(
                directory.resolve("hosts"),
                "127.0.0.1 localhost " + ownName + " " + String.join(" ", hostNames) + "\n");
        Path script = Files.writeString(directory.resolve("holder.sh"), HOLDER);
        ProcessBuilder builder = new ProcessBuilder(
                "unshare", "--net", "--mount", "--map-root-user", "bash", script.toString(), hosts.toString());
        Launched holder = Launched.of(builder, directory, "holder");
        holder.awaitOutput("up", PATIENCE);
        return new NetworkNamespace(directory, holder);
    }

    /** What a command begins with that runs within. */
    public String[] wrapper() {
        return new String[] {
            "nsenter",
            "--target",
            Long.toString(holder.process().pid()),
            "--user",
            "--net",
            "--mount",
            "--preserve-credentials"
        };
    }

    /** A command that goes on within while the test does something. */
    public Running start(String name, Map<String, String> environment, List<String> command) {
        List<String> within = new ArrayList<>(List.of(wrapper()));
        within.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(within);
        builder.environment().putAll(environment);
        return new Running(Launched.of(builder, directory, name));
    }

    /** A command that was started. */
    public static final class Running implements AutoCloseable {
        private final Launched launched;

        private Running(Launched launched) {
            this.launched = launched;
        }

        /** Waits until it says a line with this text. */
        public void await(String text, Duration patience) {
            launched.awaitOutput(text, patience);
        }

        /** Waits for its end. */
        public Ran end(Duration patience) {
            int status = launched.awaitEnd(patience);
            return new Ran(status, launched.out(), launched.err());
        }

        @Override
        public void close() {
            launched.kill();
        }
    }

    @Override
    public void close() {
        holder.kill();
    }
}
