package org.axletree.cli.backup;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.axletree.cli.terminal.Failure;
import org.axletree.cli.terminal.Pause;
import org.axletree.cli.terminal.Status;

/**
 * A server on loopback, on ports that are free, with a state directory of its own. Its routes collect only, so that it does not
 * speak for the one it is a copy of.
 */
final class ScratchServer implements AutoCloseable {
    private static final List<String> TCP_PORTS =
            List.of("MQTT_PORT", "MQTTS_PORT", "WS_PORT", "WSS_PORT", "HTTP_PORT", "HTTPS_PORT", "JMS_PORT");
    private static final List<String> UDP_PORTS = List.of("COAP_PORT", "COAPS_PORT");
    private static final String PREFIX = "AXLETREE_";
    private static final String READY = "Axletree is ready";
    private static final long STEP_MILLIS = 100;
    private static final long END_SECONDS = 60;

    private final Map<String, String> settings = new HashMap<>();
    private final Process process;
    private final Path out;

    private ScratchServer(Path jar, Path home, Map<String, String> more) throws IOException {
        settings.put("HOME", home.toString());
        settings.put("BIND", "127.0.0.1");
        settings.put("HOST", "localhost");
        settings.put("ROUTES_HOLD", "yes");
        settings.put("ADMIN_TOKEN", UUID.randomUUID().toString());
        settings.put("ADMIN_PASSWORD", UUID.randomUUID().toString());
        for (String port : TCP_PORTS) {
            settings.put(port, freePort());
        }
        for (String port : UDP_PORTS) {
            settings.put(port, freeDatagramPort());
        }
        settings.putAll(more);
        out = DrillLog.output(home);
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-jar",
                        jar.toString())
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        // Whatever is set for the hub that runs here is not for this one, but for the key that opens what it kept.
        builder.environment().keySet().removeIf(name -> name.startsWith(PREFIX) && !name.equals(PREFIX + "MASTER_KEY"));
        settings.forEach((name, value) -> builder.environment().put(PREFIX + name, value));
        process = builder.start();
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return String.valueOf(socket.getLocalPort());
        }
    }

    private static String freeDatagramPort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return String.valueOf(socket.getLocalPort());
        }
    }

    /** @param more settings, by their names without the prefix */
    static ScratchServer start(Path jar, Path home, Map<String, String> more, Duration patience) {
        try {
            ScratchServer server = new ScratchServer(jar, home, more);
            try {
                server.awaitReady(patience);
                return server;
            } catch (IOException | RuntimeException failed) {
                server.close();
                throw failed;
            }
        } catch (IOException failed) {
            throw Failure.failed("the copy cannot be started: " + failed.getMessage());
        }
    }

    private void awaitReady(Duration patience) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        while (!lastLines().contains(READY)) {
            if (!process.isAlive()) {
                throw Failure.failed(
                        "the copy does not start: " + lastLines().lines().reduce("", (one, other) -> other));
            }
            if (System.nanoTime() - end > 0) {
                throw new Failure(
                        Status.TIMED_OUT,
                        "the copy is not ready after " + patience.toSeconds() + " s (expected: --timeout for more)");
            }
            Pause.millis(STEP_MILLIS);
        }
    }

    private String lastLines() throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(out, StandardCharsets.UTF_8)) {
            return String.join("\n", reader.lines().toList());
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + settings.get("HTTP_PORT"));
    }

    String token() {
        return settings.get("ADMIN_TOKEN");
    }

    int mqttsPort() {
        return Integer.parseInt(settings.get("MQTTS_PORT"));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly().onExit().join(); // its directory is deleted next
    }

    /** The server's archive: as it was said, or beside that of {@code axle}, or where a checkout has it. */
    static Path jar(Optional<String> said) {
        if (said.isPresent()) {
            Path jar = Path.of(said.get());
            if (!Files.isRegularFile(jar)) {
                throw Failure.usage("the file " + jar + " is not there (expected: axletree.jar)");
            }
            return jar.toAbsolutePath();
        }
        try {
            Path axle = Path.of(ScratchServer.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            for (String place : List.of("axletree.jar", "../../server-config/target/axletree.jar")) {
                Path jar = axle.resolveSibling(place).normalize();
                if (Files.isRegularFile(jar)) {
                    return jar;
                }
            }
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
        throw Failure.usage(
                "the option --jar is missing (expected: the path of axletree.jar, which is not beside axle.jar)");
    }
}
