package org.axletree.verification.harness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The management API from outside. Paths that do not begin with a slash are relative to the region {@code fr-par}. */
public final class Api {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    /** What the server answered. */
    public record Answer(int status, String text, HttpResponse<String> response) {
        /** The body as JSON; missing where it is none. */
        public JsonNode json() {
            try {
                return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("not JSON, status " + status + ": " + text, e);
            }
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** The same, if the status is 2xx. */
        public Answer orThrow() {
            if (status / 100 != 2) {
                throw new IllegalStateException(
                        response.request().method() + " " + response.uri() + " answered " + status + ": " + text);
            }
            return this;
        }
    }

    private final URI base;
    private final String token;

    public Api(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    public Api withToken(String other) {
        return new Api(base, other);
    }

    public Answer get(String path) {
        return send("GET", path, HttpRequest.BodyPublishers.noBody());
    }

    public Answer post(String path, String json) {
        return send("POST", path, HttpRequest.BodyPublishers.ofString(json));
    }

    public Answer patch(String path, String json) {
        return send("PATCH", path, HttpRequest.BodyPublishers.ofString(json));
    }

    public Answer delete(String path) {
        return send("DELETE", path, HttpRequest.BodyPublishers.noBody());
    }

    /** A text that needs to be there. */
    public String text(String path) {
        return get(path).orThrow().text();
    }

    public Answer send(String method, String path, HttpRequest.BodyPublisher body) {
        String whole = path.startsWith("/") ? path : "/iot/v1/regions/fr-par/" + path;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + whole))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(method, body);
        if (!token.isEmpty()) {
            request.header("X-Auth-Token", token);
        }
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + whole, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
