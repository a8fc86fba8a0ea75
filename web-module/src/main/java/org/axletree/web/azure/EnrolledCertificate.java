package org.axletree.web.azure;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.axletree.hub.authority.ClientChain;
import org.axletree.hub.authority.OwnAuthority;

/** Keys and certificates as enrolments have them. */
final class EnrolledCertificate {
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----\n";
    private static final String END = "\n-----END CERTIFICATE-----\n";
    private static final int SHORTEST_KEY = 16;
    private static final int LONGEST_KEY = 64;

    private EnrolledCertificate() {}

    static Optional<byte[]> key(JsonObject json, String name) {
        return IdentityJson.text(json, name).map(text -> {
            byte[] key = base64(name, text);
            if (key.length < SHORTEST_KEY || key.length > LONGEST_KEY) {
                throw AzureException.invalid(name + ": " + key.length + " bytes (expected: Base64 of " + SHORTEST_KEY
                        + " to " + LONGEST_KEY + ")");
            }
            return key;
        });
    }

    /**
     * As PEM, or Base64 of its bytes or of PEM: tools differ. What is to vouch for others has to be an authority. Whoever changes an
     * enrolment that was read says of its certificates what the answer said of them, and these stay.
     *
     * @param present the certificates of the enrolment that is there, in PEM
     */
    static Optional<String> pem(JsonObject json, String which, boolean vouches, Supplier<List<String>> present) {
        Optional<JsonObject> said = IdentityJson.object(json, which);
        return said.flatMap(each -> IdentityJson.text(each, "certificate"))
                .map(text -> readable(which, text, vouches))
                .or(() -> said.flatMap(each -> IdentityJson.object(each, "info"))
                        .map(info -> known(which, info, present.get())));
    }

    private static String known(String which, JsonObject info, List<String> present) {
        String thumbprint = IdentityJson.text(info, "sha256Thumbprint").orElse("");
        return present.stream()
                .filter(pem -> thumbprint(pem).equalsIgnoreCase(thumbprint))
                .findFirst()
                .orElseThrow(() -> AzureException.invalid(
                        which + ".certificate: is missing, and the enrolment has none with info.sha256Thumbprint"));
    }

    private static String readable(String which, String text, boolean vouches) {
        String pem = text.contains("-----BEGIN") ? text : decoded(which, text);
        try {
            if (vouches) {
                OwnAuthority.of(pem).problem(Instant.now()).ifPresent(problem -> {
                    throw AzureException.invalid(which + ".certificate: " + problem);
                });
            }
            certificate(pem);
            return pem;
        } catch (IllegalArgumentException unreadable) {
            throw AzureException.invalid(which + ".certificate: cannot be read (expected: one certificate, PEM)");
        }
    }

    private static String decoded(String which, String text) {
        byte[] bytes = base64(which + ".certificate", text);
        String decoded = new String(bytes, StandardCharsets.ISO_8859_1);
        return decoded.contains("-----BEGIN")
                ? decoded
                : BEGIN + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + END;
    }

    private static byte[] base64(String name, String text) {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException noBase64) {
            throw AzureException.invalid(name + ": expected Base64");
        }
    }

    static String thumbprint(String pem) {
        return new ClientChain(List.of(certificate(pem))).thumbprints().get(0);
    }

    static JsonObject info(String pem) {
        X509Certificate certificate = certificate(pem);
        List<String> thumbprints = new ClientChain(List.of(certificate)).thumbprints();
        return Json.createObjectBuilder()
                .add("subjectName", certificate.getSubjectX500Principal().getName())
                .add("sha1Thumbprint", thumbprints.get(1).toUpperCase(Locale.ROOT))
                .add("sha256Thumbprint", thumbprints.get(0).toUpperCase(Locale.ROOT))
                .add("issuerName", certificate.getIssuerX500Principal().getName())
                .add("notBeforeUtc", certificate.getNotBefore().toInstant().toString())
                .add("notAfterUtc", certificate.getNotAfter().toInstant().toString())
                .add("serialNumber", certificate.getSerialNumber().toString(16))
                .add("version", certificate.getVersion())
                .build();
    }

    private static X509Certificate certificate(String pem) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        } catch (CertificateException unreadable) {
            throw new IllegalArgumentException("no certificate", unreadable);
        }
    }
}
