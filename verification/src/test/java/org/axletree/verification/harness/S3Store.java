package org.axletree.verification.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** An object store with S3's interface: S3Proxy in a process of its own, with a directory behind it. */
public final class S3Store implements AutoCloseable {
    public static final String ACCESS_KEY = "key-for-a-test";
    public static final String SECRET_KEY = "secret-for-a-test";
    public static final String BUCKET = "things";

    private static final Path JAR = Path.of("target", "s3proxy", "s3proxy.jar");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path objects;
    private final int port = Ports.free();
    private final Launched server;

    private S3Store() throws IOException {
        Path directory = Scratch.directory("axletree-s3-");
        objects = Files.createDirectories(directory.resolve("objects"));
        Files.createDirectories(objects.resolve(BUCKET));
        Path settings = Files.writeString(
                directory.resolve("s3proxy.conf"),
                """
                s3proxy.endpoint=%s
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.identity=%s
                s3proxy.credential=%s
                jclouds.provider=filesystem
                jclouds.filesystem.basedir=%s
                """
                        .formatted(endpoint(), ACCESS_KEY, SECRET_KEY, objects));
        server = Launched.of(
                new ProcessBuilder(
                        "java",
                        "-Xmx128m",
                        "-jar",
                        JAR.toAbsolutePath().toString(),
                        "--properties",
                        settings.toString()),
                directory,
                "s3proxy");
        server.awaitPort(port, PATIENCE);
    }

    public static S3Store start() {
        try {
            return new S3Store();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** What is stored, by its key. */
    public Map<String, String> objects() {
        Path bucket = objects.resolve(BUCKET);
        Map<String, String> stored = new TreeMap<>();
        try (Stream<Path> files = Files.walk(bucket)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                stored.put(bucket.relativize(file).toString(), Files.readString(file, StandardCharsets.UTF_8));
            }
            return stored;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.kill();
    }
}
