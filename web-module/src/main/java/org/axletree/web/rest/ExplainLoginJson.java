package org.axletree.web.rest;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.explain.LoginExplanation;

/** What is wrong with a login, in the API's words. */
final class ExplainLoginJson {
    static final Set<String> FIELDS =
            Set.of("device_id", "client_id", "username", "password", "certificate_chain", "secure");

    private static final List<String> SHOWN =
            List.of("client_id", "username", "password", "certificate_chain", "secure");
    private static final int LONGEST_CHAIN = 100_000;
    private static final int LONGEST_FIELD = 65_535;
    private static final int MOST_CERTIFICATES = 10;

    private ExplainLoginJson() {}

    /** What a client shows. */
    record Shown(
            String clientId, String userName, byte[] password, List<X509Certificate> certificates, boolean secure) {}

    /** The device whose last attempt is meant; empty if a login is described. */
    static Optional<String> device(JsonBody body) {
        Optional<String> device = body.filledText("device_id");
        if (device.isPresent()) {
            SHOWN.stream()
                    .filter(body::has)
                    .forEach(field -> body.problem(
                            field, "constraint", "is given beside device_id (expected: one or the other)"));
        }
        body.done();
        return device;
    }

    static Shown read(JsonBody body) {
        if (!body.has("client_id") && !body.has("username") && !body.has("certificate_chain")) {
            body.problem(
                    "client_id",
                    "required",
                    "is missing (expected: client_id, username or certificate_chain; or device_id for its last refused"
                            + " attempt)");
        }
        Shown shown = new Shown(
                text(body, "client_id"),
                text(body, "username"),
                text(body, "password").getBytes(StandardCharsets.UTF_8),
                certificates(body),
                body.flag("secure").orElse(true));
        body.done();
        return shown;
    }

    private static String text(JsonBody body, String field) {
        String text = body.text(field).orElse("");
        if (text.length() > LONGEST_FIELD) {
            body.problem(field, "constraint", text.length() + " characters (expected: at most " + LONGEST_FIELD + ")");
        }
        return text;
    }

    /** PEM, leaf first: a text, or a list of texts. */
    private static List<X509Certificate> certificates(JsonBody body) {
        boolean list = body.any("certificate_chain")
                .filter(JsonArray.class::isInstance)
                .isPresent();
        String pem = list
                ? String.join("\n", body.texts("certificate_chain"))
                : body.text("certificate_chain").orElse("");
        if (pem.isBlank()) {
            return List.of();
        }
        try {
            List<X509Certificate> certificates = pem.length() > LONGEST_CHAIN
                    ? List.of()
                    : CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (!certificates.isEmpty() && certificates.size() <= MOST_CERTIFICATES) {
                return certificates;
            }
        } catch (CertificateException unreadable) {
            // Said below.
        }
        body.problem(
                "certificate_chain",
                "format",
                "cannot be read (expected: 1 to " + MOST_CERTIFICATES
                        + " certificates as PEM, the device's own first)");
        return List.of();
    }

    static JsonObject of(LoginExplanation explanation) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("dialect", explanation.dialect())
                .add("admitted", explanation.admitted())
                .add("reason", explanation.reason().map(Reason::label).orElse(""))
                .add("message", explanation.message())
                .add("device_id", explanation.deviceId())
                .add("hub_id", explanation.hubId());
        explanation
                .clockSkewSeconds()
                .ifPresentOrElse(
                        seconds -> json.add("clock_skew_seconds", seconds), () -> json.addNull("clock_skew_seconds"));
        return json.add("client_id", explanation.clientId())
                .add("username", explanation.userName())
                .add("secure", explanation.secure())
                .add("credential", explanation.credential())
                .add("certificate", explanation.certificate())
                .add("at", ApiTime.of(explanation.at()))
                .add("remote_address", explanation.remoteAddress())
                .build();
    }
}
