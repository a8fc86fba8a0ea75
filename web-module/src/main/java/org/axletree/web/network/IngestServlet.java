package org.axletree.web.network;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.ingest.DeviceIngest;
import org.axletree.hub.ingest.IngestAnswer;
import org.axletree.hub.ingest.IngestRequest;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.settings.HubSettings;
import org.axletree.web.request.RemoteAddress;

/**
 * Takes messages of devices that have no connection: {@code POST /ingest} with the topic in {@code X-Topic} and the device's
 * certificate in the handshake, or what it has in place of one in {@code Authorization}. Public: that is the login.
 */
@WebServlet(IngestServlet.PATH)
public class IngestServlet extends HttpServlet {
    static final String PATH = "/ingest";

    private static final long serialVersionUID = 1L;
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";
    private static final int LONGEST_HEADER = 8_192;

    /** What cannot commit by then is refused, and the device may come again. */
    private static final long PATIENCE_SECONDS = 20;

    @Inject
    private transient DeviceIngest ingest;

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
        List<X509Certificate> certificates = certificates(request);
        String authorization = header(request, "Authorization");
        if (certificates.isEmpty() && authorization.isEmpty()) {
            unauthenticated(
                    response,
                    "credential: none (expected: the device's certificate in the handshake, or a header"
                            + " Authorization with SharedAccessSignature or Basic)");
            return;
        }
        Optional<String> topic;
        try {
            topic = Optional.ofNullable(request.getHeader("X-Topic")).map(RawHeader::utf8);
        } catch (IllegalArgumentException malformed) {
            refuse(response, HttpServletResponse.SC_BAD_REQUEST, "X-Topic: is no UTF-8 (expected: a topic)");
            return;
        }
        if (topic.isEmpty()) {
            refuse(response, HttpServletResponse.SC_BAD_REQUEST, "X-Topic: is missing (expected: a topic)");
            return;
        }
        int most = settings.limit(HubLimit.PAYLOAD_BYTES);
        if (request.getContentLengthLong() > most) {
            refuse(
                    response,
                    HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
                    "body: too large (expected: at most " + most + " bytes)");
            return;
        }
        IngestRequest message = new IngestRequest(
                certificates,
                authorization,
                header(request, "X-Client-Id"),
                topic.get(),
                Boolean.parseBoolean(header(request, "X-Retain")),
                request.getInputStream().readNBytes(most + 1),
                request.isSecure(),
                RemoteAddress.of(request),
                request.getServerName());
        answer(response, answerTo(message));
    }

    private IngestAnswer answerTo(IngestRequest message) {
        try {
            return ingest.publish(message).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException slow) {
            return new IngestAnswer(IngestAnswer.Kind.BUSY, Optional.of(Reason.BUSY));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new IngestAnswer(IngestAnswer.Kind.BUSY, Optional.of(Reason.SHUTTING_DOWN));
        } catch (ExecutionException failure) {
            throw new IllegalStateException("a message of a device could not be published", failure.getCause());
        }
    }

    private static void answer(HttpServletResponse response, IngestAnswer answer) throws IOException {
        String why = answer.reason()
                .map(reason -> reason.label() + ": " + reason.text())
                .orElse("");
        switch (answer.kind()) {
            case TAKEN -> response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            case UNAUTHENTICATED -> unauthenticated(response, why);
            case FORBIDDEN -> refuse(response, HttpServletResponse.SC_FORBIDDEN, why);
            case INVALID -> refuse(response, HttpServletResponse.SC_BAD_REQUEST, why);
            case TOO_LARGE -> refuse(response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, why);
            case BUSY -> {
                response.setHeader("Retry-After", "5");
                refuse(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, why);
            }
        }
    }

    /** No challenge: a browser would ask its user for a password. */
    private static void unauthenticated(HttpServletResponse response, String problem) throws IOException {
        refuse(response, HttpServletResponse.SC_UNAUTHORIZED, problem);
    }

    private static List<X509Certificate> certificates(HttpServletRequest request) {
        return request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain ? List.of(chain) : List.of();
    }

    private static String header(HttpServletRequest request, String name) {
        String value = Optional.ofNullable(request.getHeader(name)).orElse("");
        return value.length() > LONGEST_HEADER ? "" : value;
    }

    private static void refuse(HttpServletResponse response, int status, String problem) throws IOException {
        byte[] body = (problem + "\n").getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("text/plain; charset=utf-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
