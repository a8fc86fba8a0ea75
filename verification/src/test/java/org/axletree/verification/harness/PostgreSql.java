package org.axletree.verification.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A PostgreSQL cluster of its own, made from the binaries that Debian and Ubuntu install. */
public final class PostgreSql implements AutoCloseable {
    private static final String PASSWORD = "postgres-for-a-test";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path directory;
    private final Path logs = Scratch.directory("axletree-postgres-log-");
    private final int port = Ports.free();
    private Launched server;

    private PostgreSql() throws IOException {
        directory = Scratch.directory("axletree-postgres-");
        Path passwordFile = Files.writeString(directory.resolve("password"), PASSWORD);
        if (isRoot()) {
            // PostgreSQL refuses to run as root.
            Ran.command(PATIENCE, List.of("chown", "-R", "postgres", directory.toString()))
                    .orThrow();
        }
        Ran.command(
                        PATIENCE,
                        asUser(
                                binary("initdb"),
                                "-D",
                                data(),
                                "-U",
                                "axletree",
                                "--auth=scram-sha-256",
                                "--pwfile=" + passwordFile,
                                "--no-sync",
                                "-E",
                                "UTF8"))
                .orThrow();
        launch();
    }

    /** Starts it again, with what it had committed. */
    public void launch() {
        server = Launched.of(
                new ProcessBuilder(asUser(
                        binary("postgres"),
                        "-D",
                        data(),
                        "-p",
                        Integer.toString(port),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=" + directory,
                        "-c",
                        "fsync=off")),
                logs,
                "postgres");
        Awaitility.await("PostgreSQL").atMost(PATIENCE).until(this::isReady);
    }

    /** Ends it, as a crash does. */
    public void crash() {
        Ran.command(PATIENCE, asUser(binary("pg_ctl"), "-D", data(), "-m", "immediate", "stop"))
                .orThrow();
    }

    /** Lets it hang with all that it serves, or go on. */
    public void hang(boolean hangs) {
        List<String> command = new ArrayList<>(List.of("kill", hangs ? "-STOP" : "-CONT"));
        command.add(Long.toString(server.process().pid()));
        server.process().descendants().map(each -> Long.toString(each.pid())).forEach(command::add);
        Ran.command(PATIENCE, command).orThrow();
    }

    public static PostgreSql start() {
        try {
            return new PostgreSql();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** A connection beside the hub's own. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), user(), password());
    }

    public String user() {
        return "axletree";
    }

    public String password() {
        return PASSWORD;
    }

    private boolean isReady() {
        return Ran.command(PATIENCE, List.of(binary("pg_isready"), "-h", "127.0.0.1", "-p", Integer.toString(port)))
                        .exitCode()
                == 0;
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    private static List<String> asUser(String... command) {
        List<String> whole = new ArrayList<>(
                isRoot() ? List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups") : List.of());
        whole.addAll(List.of(command));
        return whole;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** The newest version that is installed. */
    private static String binary(String name) {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(version -> version.resolve("bin").resolve(name))
                    .filter(Files::isExecutable)
                    .max(Comparator.naturalOrder())
                    .orElseThrow(() -> new IllegalStateException(name + ": not below /usr/lib/postgresql"))
                    .toString();
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL is not installed (expected: apt-get install postgresql)", e);
        }
    }

    @Override
    public void close() {
        server.kill();
    }
}
