package org.axletree.verification.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** A MariaDB server of its own, made from the binaries that Debian and Ubuntu install. */
public final class MariaDb implements AutoCloseable {
    public static final String USER = "axletree";
    public static final String PASSWORD = "mariadb-for-a-test";
    public static final String DATABASE = "things";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path directory;
    private final int port = Ports.free();
    private final Launched server;

    private MariaDb() throws IOException {
        directory = Scratch.directory("axletree-mariadb-");
        Path data = directory.resolve("data");
        Ran.command(
                        PATIENCE,
                        List.of(
                                "mariadb-install-db",
                                "--no-defaults",
                                "--datadir=" + data,
                                "--user=root",
                                "--auth-root-authentication-method=normal",
                                "--skip-test-db"))
                .orThrow();
        Path setUp = Files.writeString(
                directory.resolve("set-up.sql"),
                "create database " + DATABASE + " character set utf8mb4;\n"
                        + "create user '" + USER + "'@'%' identified by '" + PASSWORD + "';\n"
                        + "grant all on " + DATABASE + ".* to '" + USER + "'@'%';\n");
        server = Launched.of(
                new ProcessBuilder(
                        "/usr/sbin/mariadbd",
                        "--no-defaults",
                        "--user=root",
                        "--datadir=" + data,
                        "--bind-address=127.0.0.1",
                        "--port=" + port,
                        "--socket=" + socket(),
                        "--pid-file=" + directory.resolve("pid"),
                        "--init-file=" + setUp,
                        "--innodb-flush-log-at-trx-commit=0"),
                Scratch.directory("axletree-mariadb-log-"),
                "mariadbd");
        Awaitility.await("MariaDB")
                .atMost(PATIENCE)
                .until(() -> client("select 1").exitCode() == 0);
    }

    public static MariaDb start() {
        try {
            return new MariaDb();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /** Carries out statements, and answers what they print: a line a row, columns parted by tabs. */
    public List<String> query(String statements) {
        return client(statements).orThrow().out().lines().toList();
    }

    private Ran client(String statements) {
        return Ran.command(
                PATIENCE,
                new ArrayList<>(List.of(
                        "mariadb",
                        "--no-defaults",
                        "--socket=" + socket(),
                        "--user=" + USER,
                        "--password=" + PASSWORD,
                        "--batch",
                        "--skip-column-names",
                        "--default-character-set=utf8mb4",
                        DATABASE,
                        "-e",
                        statements)));
    }

    private String socket() {
        return directory.resolve("socket").toString();
    }

    @Override
    public void close() {
        server.kill();
    }
}
