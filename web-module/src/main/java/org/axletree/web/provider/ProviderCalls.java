package org.axletree.web.provider;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axletree.hub.delivery.target.TargetTrust;

/**
 * Asks the identity provider over the network. The provider is the operator's choice, as the database is, and not a tenant's: it may
 * well be an inner address. No answer leads anywhere else, is endless, or keeps a thread for long.
 */
final class ProviderCalls {
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final int MOST_AT_ONCE = 4;
    private static final int OK = 200;

    private final HttpClient client;
    private final Semaphore room = new Semaphore(MOST_AT_ONCE, true);

    /** @param authorities a file with those by which the provider is known; empty for the ones that Java knows */
    ProviderCalls(Optional<Path> authorities) throws IOException {
        String pem = authorities.isPresent() ? Files.readString(authorities.get(), StandardCharsets.US_ASCII) : "";
        Optional<String> problem = TargetTrust.problem(pem);
        if (problem.isPresent()) {
            throw new IOException(authorities.get() + ": " + problem.get());
        }
        this.client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .sslContext(TargetTrust.context(pem))
                .build();
    }

    Map<String, Object> get(URI address) throws SetbackException {
        return json(HttpRequest.newBuilder(address));
    }

    /** The answer to a request, an object. */
    Map<String, Object> json(HttpRequest.Builder request) throws SetbackException {
        HttpRequest asked =
                request.header("Accept", "application/json").timeout(PATIENCE).build();
        HttpResponse<byte[]> answer = answer(asked);
        Optional<Map<String, Object>> json = parsed(answer.body());
        if (answer.statusCode() == OK && json.isPresent()) {
            return json.get();
        }
        Object error = json.map(object -> object.get("error")).orElse("");
        boolean refused = answer.statusCode() / 100 == 4;
        throw new SetbackException(
                refused ? Setback.REFUSED : Setback.AWAY,
                asked.uri() + " answers " + answer.statusCode() + " " + SetbackException.shown(error));
    }

    private static Optional<Map<String, Object>> parsed(byte[] body) {
        try {
            return Optional.of(JSONObjectUtils.parse(new String(body, StandardCharsets.UTF_8)));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    private HttpResponse<byte[]> answer(HttpRequest request) throws SetbackException {
        try {
            if (!room.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new SetbackException(Setback.BUSY, "too many ask the identity provider at once");
            }
            try {
                return bounded(request);
            } finally {
                room.release();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new SetbackException(Setback.BUSY, "the hub is stopping");
        }
    }

    /** The client's own deadline ends with the head of the answer. */
    private HttpResponse<byte[]> bounded(HttpRequest request) throws SetbackException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, head -> new BoundedBody());
        try {
            return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new SetbackException(Setback.AWAY, request.uri() + ": " + e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new SetbackException(
                    Setback.AWAY, request.uri() + ": no whole answer within " + PATIENCE.toSeconds() + " s");
        }
    }
}
