package org.axletree.verification.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Prometheus in a process of its own. */
public final class Prometheus implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final int port = Ports.free();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Launched server;

    private Prometheus(Path configuration) {
        server = Launched.of(
                new ProcessBuilder(List.of(
                        "prometheus",
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + configuration.resolveSibling("data"),
                        "--web.listen-address=127.0.0.1:" + port)),
                configuration.getParent(),
                Fleet.unique("prometheus"));
        server.awaitOutput("Server is ready", PATIENCE);
    }

    public static Prometheus start(Path configuration) {
        return new Prometheus(configuration);
    }

    /** What a question in PromQL is answered with now: a vector. */
    public JsonNode ask(String question) {
        String path = "/api/v1/query?query=" + URLEncoder.encode(question, StandardCharsets.UTF_8);
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            JsonNode json = new ObjectMapper().readTree(answer.body());
            if (!json.path("status").asText().equals("success")) {
                throw new IllegalStateException(question + ": " + answer.body());
            }
            return json.at("/data/result");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        server.kill();
    }
}
