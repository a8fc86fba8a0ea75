package org.axletree.web.network;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.network.NetworkAnswer;
import org.axletree.hub.network.NetworkPost;
import org.axletree.hub.network.NetworkPublisher;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.network.ProvenNetwork;
import org.axletree.hub.settings.HubSettings;

/**
 * Takes messages that come by networks: {@code POST /networks/<id>}, or {@code /networks/<id>/<topic>}, with the secret in
 * {@code X-Secret} or as a bearer. Public: the secret is the login.
 */
@WebServlet(NetworkServlet.PATH + "*")
public class NetworkServlet extends HttpServlet {
    /** What the address of every network begins with. */
    public static final String PATH = "/networks/";

    private static final long serialVersionUID = 1L;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final String BEARER = "Bearer ";

    /** What cannot commit by then is refused, and the sender may come again. */
    private static final long PATIENCE_SECONDS = 20;

    @Inject
    private transient NetworkPublisher publisher;

    @Inject
    private transient HubSettings settings;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (Caller.Asking asking = Caller.hub().asks()) {
            take(request, response);
        }
    }

    private void take(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("POST")) {
            response.setHeader("Allow", "POST");
            refuse(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "method: not POST (expected: POST)");
            return;
        }
        Optional<String> secret = secret(request);
        if (secret.isEmpty()) {
            refuse(
                    response,
                    HttpServletResponse.SC_UNAUTHORIZED,
                    "secret: none (expected: a header X-Secret, or Authorization: Bearer; never in the address)");
            return;
        }
        String path = rawPath(request);
        int slash = path.indexOf('/');
        Optional<ProvenNetwork> network = publisher.prove(slash < 0 ? path : path.substring(0, slash), secret.get());
        if (network.isEmpty()) {
            refuse(response, HttpServletResponse.SC_FORBIDDEN, "secret: wrong (expected: that of the network)");
            return;
        }
        // Only now: whoever has no secret fills no memory.
        int most = settings.limit(HubLimit.PAYLOAD_BYTES);
        byte[] payload = request.getContentLengthLong() > most
                ? new byte[0]
                : request.getInputStream().readNBytes(most + 1);
        if (request.getContentLengthLong() > most || payload.length > most) {
            refuse(
                    response,
                    HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
                    "body: too large (expected: at most " + most + " bytes)");
            return;
        }
        NetworkPost post;
        try {
            post = new NetworkPost(topic(request, slash < 0 ? "" : path.substring(slash + 1)), event(request), payload);
        } catch (IllegalArgumentException malformed) {
            refuse(response, HttpServletResponse.SC_BAD_REQUEST, "topic: is no UTF-8, or wrongly percent-encoded");
            return;
        }
        answer(response, answerTo(network.get(), post));
    }

    private NetworkAnswer answerTo(ProvenNetwork network, NetworkPost post) {
        try {
            return publisher.publish(network, post).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException slow) {
            return new NetworkAnswer.Busy();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new NetworkAnswer.Busy();
        } catch (ExecutionException failure) {
            throw new IllegalStateException("a message of a network could not be published", failure.getCause());
        }
    }

    private static void answer(HttpServletResponse response, NetworkAnswer answer) throws IOException {
        if (answer instanceof NetworkAnswer.Taken) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else if (answer instanceof NetworkAnswer.HubNotReady) {
            response.setHeader("Retry-After", "60");
            refuse(
                    response,
                    HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                    "hub: not ready (expected: one that is enabled)");
        } else if (answer instanceof NetworkAnswer.Invalid invalid) {
            refuse(response, HttpServletResponse.SC_BAD_REQUEST, invalid.problem());
        } else if (answer instanceof NetworkAnswer.TooMany) {
            response.setHeader("Retry-After", "1");
            refuse(response, TOO_MANY_REQUESTS, "too many messages came by the network (expected: a slower pace)");
        } else {
            response.setHeader("Retry-After", "5");
            refuse(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "the hub cannot take the message now");
        }
    }

    private static Optional<String> secret(HttpServletRequest request) {
        String bearer = request.getHeader("Authorization");
        return Optional.ofNullable(request.getHeader("X-Secret"))
                .or(() -> Optional.ofNullable(bearer)
                        .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                        .map(value -> value.substring(BEARER.length()).strip()))
                .filter(value -> !value.isEmpty());
    }

    /** What stands behind {@link #PATH}, as it was sent: a slash of a topic may be written {@code %2F}. */
    private static String rawPath(HttpServletRequest request) {
        String uri = request.getRequestURI();
        int begin = uri.indexOf(PATH);
        return begin < 0 ? "" : uri.substring(begin + PATH.length());
    }

    /** Read off the address itself: asked for a parameter, the container would read a body that looks like a form. */
    private static Optional<String> event(HttpServletRequest request) {
        return Optional.ofNullable(request.getQueryString()).stream()
                .flatMap(query -> Arrays.stream(query.split("&")))
                .filter(pair -> pair.startsWith("event="))
                .map(pair -> URLDecoder.decode(pair.substring("event=".length()), StandardCharsets.UTF_8))
                .findFirst();
    }

    private static Optional<String> topic(HttpServletRequest request, String encoded) {
        if (!encoded.isEmpty()) {
            // In a path, other than in a form, a plus is a plus.
            return Optional.of(
                    RawHeader.utf8(URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.ISO_8859_1)));
        }
        return Optional.ofNullable(request.getHeader("X-Topic"))
                .map(RawHeader::utf8)
                .filter(topic -> !topic.isEmpty());
    }

    private static void refuse(HttpServletResponse response, int status, String problem) throws IOException {
        byte[] body = (problem + "\n").getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("text/plain; charset=utf-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
