package org.axletree.cli.api;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Consumer;
import org.axletree.cli.terminal.Failure;
import org.axletree.cli.terminal.Status;

/** The server's web ports. */
public final class Connection {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int PAGE = 100;

    private final Profile profile;
    private HttpClient client;

    public Connection(Profile profile) {
        this.profile = profile;
    }

    public Profile profile() {
        return profile;
    }

    /** The path of an operation, with its parameters in their places. */
    public String path(Operation operation, Map<String, String> parameters) {
        String path = "/iot/v1" + operation.path().replace("{region}", encoded(profile.region()));
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            path = path.replace("{" + parameter.getKey() + "}", encoded(parameter.getValue()));
        }
        return path;
    }

    /** A path below the region. */
    public String region(String path) {
        return "/iot/v1/regions/" + encoded(profile.region()) + "/" + path;
    }

    public static String query(Map<String, String> parameters) {
        StringJoiner query = new StringJoiner("&", "?", "");
        query.setEmptyValue("");
        parameters.forEach((name, value) -> query.add(encoded(name) + "=" + encoded(value)));
        return query.toString();
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    public Reply get(String path) {
        return send("GET", path, Optional.empty(), Map.of());
    }

    public Reply send(String method, String path, Optional<JsonValue> body) {
        return send(method, path, body, Map.of());
    }

    public Reply send(String method, String path, Optional<JsonValue> body, Map<String, String> headers) {
        return send(method, path, body.map(json -> json.toString().getBytes(StandardCharsets.UTF_8)), headers, true);
    }

    public Reply send(
            String method, String path, Optional<byte[]> body, Map<String, String> headers, boolean withToken) {
        return send(method, path, body, headers, withToken, PATIENCE);
    }

    /** Has something done that takes its time. */
    public Reply send(String method, String path, Duration patience) {
        return send(method, path, Optional.empty(), Map.of(), true, patience);
    }

    private Reply send(
            String method,
            String path,
            Optional<byte[]> body,
            Map<String, String> headers,
            boolean withToken,
            Duration patience) {
        HttpRequest.Builder request = request(path, headers, withToken)
                .timeout(patience)
                .method(
                        method,
                        body.map(HttpRequest.BodyPublishers::ofByteArray)
                                .orElseGet(HttpRequest.BodyPublishers::noBody));
        HttpResponse<String> response =
                exchange(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        return new Reply(response.statusCode(), response.body(), response.headers());
    }

    /** Opens an answer without an end. */
    public InputStream stream(String path, Map<String, String> headers) {
        HttpResponse<InputStream> response =
                exchange(request(path, headers, true).build(), HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            try (InputStream in = response.body()) {
                new Reply(
                                response.statusCode(),
                                new String(in.readAllBytes(), StandardCharsets.UTF_8),
                                response.headers())
                        .orThrow();
            } catch (IOException gone) {
                throw Failure.failed("the server broke the connection off");
            }
        }
        return response.body();
    }

    private HttpRequest.Builder request(String path, Map<String, String> headers, boolean withToken) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(profile.url() + path));
        request.setHeader("Content-Type", "application/json");
        request.setHeader("Accept", "*/*");
        if (withToken) {
            request.setHeader(
                    "X-Auth-Token",
                    profile.token()
                            .orElseThrow(() -> new Failure(
                                    Status.REFUSED,
                                    "no token for " + profile.url()
                                            + " (expected: AXLE_TOKEN with AXLE_URL, --token-file, or axle login for this"
                                            + " address: a token that is kept for another one is not sent there)")));
        }
        headers.forEach(request::setHeader);
        return request;
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client().send(request, handler);
        } catch (HttpTimeoutException late) {
            throw misunderstanding()
                    .orElseGet(() -> new Failure(Status.TIMED_OUT, profile.url() + " did not answer in time"));
        } catch (ConnectException nobody) {
            throw Failure.failed("nobody answers at " + profile.url()
                    + " (expected: a server that runs there; AXLE_URL says where it is)");
        } catch (IOException broken) {
            if (Tls.isDistrust(broken)) {
                throw Failure.failed("the certificate of " + profile.url() + " is not to be trusted: "
                        + broken.getMessage() + " (expected: its authority in AXLE_CA, as /ca/server.pem shows it)");
            }
            throw misunderstanding()
                    .orElseGet(() ->
                            Failure.failed("the connection to " + profile.url() + " broke: " + broken.getMessage()));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Failure(Status.INTERRUPTED, "interrupted");
        }
    }

    /** One of the two speaks TLS, and the other does not. */
    private Optional<Failure> misunderstanding() {
        boolean secure = profile.url().getScheme().equals("https");
        int port = profile.url().getPort() > 0 ? profile.url().getPort() : secure ? 443 : 80;
        if (!Tls.isMistaken(profile.url().getHost(), port, secure)) {
            return Optional.empty();
        }
        return Optional.of(Failure.failed(
                secure
                        ? profile.url() + " does not speak TLS (expected: http:// for this port, or the port for https)"
                        : profile.url() + " speaks TLS (expected: https:// for this port, or the port for http)"));
    }

    private HttpClient client() {
        if (client == null) {
            HttpClient.Builder builder =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(20));
            profile.authority()
                    .filter(file -> profile.url().getScheme().equals("https"))
                    .map(Path::toAbsolutePath)
                    .ifPresent(file -> builder.sslContext(Trust.in(file)));
            client = builder.build();
        }
        return client;
    }

    /** Every thing that a list has, page after page, as an array. */
    public JsonArray all(String path, Map<String, String> query, String field) {
        return all(path, query, field, answer -> {});
    }

    /**
     * The same.
     *
     * @param answers is shown each page whole
     */
    public JsonArray all(String path, Map<String, String> query, String field, Consumer<JsonObject> answers) {
        JsonArrayBuilder all = jakarta.json.Json.createArrayBuilder();
        int count = 0;
        for (int page = 1; ; page++) {
            Map<String, String> paged = new LinkedHashMap<>(query);
            paged.put("page", String.valueOf(page));
            paged.put("page_size", String.valueOf(PAGE));
            JsonObject answer = get(path + query(paged)).orThrow().json().asJsonObject();
            answers.accept(answer);
            JsonArray things = answer.getJsonArray(field);
            things.forEach(all::add);
            count += things.size();
            if (things.size() < PAGE || count >= answer.getInt("total_count", Integer.MAX_VALUE)) {
                return all.build();
            }
        }
    }
}
