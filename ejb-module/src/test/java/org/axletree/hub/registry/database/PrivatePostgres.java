package org.axletree.hub.registry.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real PostgreSQL server for the tests of this process, made from Debian's programs and gone afterwards. */
final class PrivatePostgres {
    private static PrivatePostgres running;

    private final Path directory;
    private final int port;

    private PrivatePostgres(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    static synchronized PrivatePostgres running() {
        if (running == null) {
            running = start();
        }
        return running;
    }

    private static PrivatePostgres start() {
        try {
            Path directory = Files.createTempDirectory("axletree-postgres");
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                PrivatePostgres server = new PrivatePostgres(directory, free.getLocalPort());
                free.close();
                server.boot();
                return server;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void boot() throws IOException {
        if (isRoot()) {
            run(List.of("chown", "postgres", directory.toString()));
        }
        run(asServer("initdb", "-D", data(), "-U", "axletree", "-A", "trust", "--locale=C.UTF-8", "-E", "UTF8"));
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        String options = "-p " + port + " -c listen_addresses=127.0.0.1 -c fsync=off -k " + directory;
        run(asServer(
                "pg_ctl", "-D", data(), "-w", "-l", directory.resolve("log").toString(), "-o", options, "start"));
    }

    private void stop() {
        try {
            run(asServer("pg_ctl", "-D", data(), "-m", "immediate", "stop"));
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            System.err.println("PostgreSQL of the tests could not be removed: " + e);
        }
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    private static List<String> asServer(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("runuser", "-u", "postgres", "--")); // PostgreSQL refuses to run as root
        }
        command.add(program(program));
        command.addAll(List.of(arguments));
        return command;
    }

    private static String program(String name) throws IOException {
        Path root = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(root)) {
            throw new IOException("PostgreSQL: not in " + root + " (expected: apt-get install postgresql)");
        }
        try (Stream<Path> versions = Files.list(root)) {
            return versions.map(version -> version.resolve("bin").resolve(name))
                    .filter(Files::isExecutable)
                    .max(Comparator.naturalOrder())
                    .orElseThrow(() -> new IOException(name + ": not in " + root))
                    .toString();
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static void run(List<String> command) throws IOException {
        Path output = Files.createTempFile("axletree-postgres", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException(command + " failed: " + Files.readString(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.delete(output);
        }
    }
}
