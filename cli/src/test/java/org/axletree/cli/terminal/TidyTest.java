package org.axletree.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.axletree.cli.Axle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A command that a signal ends puts away what it made, as it does at its end. */
@Timeout(120)
class TidyTest {
    private static final String HUB = "11111111-1111-4111-8111-111111111111";
    private static final String DEVICE = "22222222-2222-4222-8222-222222222222";

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private HttpServer api;

    @BeforeEach
    void serve() throws IOException {
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " "
                    + exchange.getRequestURI().getPath().replaceFirst(".*/", ""));
            byte[] answer = ("{\"device\":{\"id\":\"" + DEVICE + "\"}}").getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        api.start();
    }

    @AfterEach
    void stop() {
        api.stop(0);
    }

    @Test
    void simulation_thatIsInterrupted_deletesItsDevices() throws IOException, InterruptedException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process axle =
                    axle("device", "simulate", "--hub", HUB, "--count", "1", "--mqtt-port", "" + silent.getLocalPort());
            try (Socket device = silent.accept()) {
                assertThat(device.getInputStream().read()).as("it connects").isPositive();

                axle.destroy();

                assertThat(axle.waitFor(60, TimeUnit.SECONDS)).isTrue();
            } finally {
                axle.destroyForcibly();
            }
            assertThat(axle.exitValue()).isEqualTo(Status.INTERRUPTED.number());
        }
        assertThat(asked).containsExactly("POST devices", "DELETE " + DEVICE);
    }

    private Process axle(String... words) throws IOException {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Axle.class.getName()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment()
                .put("AXLE_URL", "http://127.0.0.1:" + api.getAddress().getPort());
        builder.environment().put("AXLE_TOKEN", "x");
        return builder.start();
    }
}
