package org.axletree.cli.azure;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axletree.cli.api.Connection;

/** The certificates of a hub's authorities, which only Azure's API has. */
public final class HubCertificates {
    private final AzureCloud cloud;
    private final String path;

    /**
     * @param group that the hub is in, which is its project
     * @param hub its ID: names are not unique where hubs were made otherwise than by Azure's words
     */
    public HubCertificates(Connection connection, String group, String hub) {
        this.cloud = new AzureCloud(connection);
        this.path = AzureCloud.hub(group, hub) + "/certificates";
    }

    /**
     * One that is there.
     *
     * @param etag as it was shown last
     */
    public record Shown(String name, String pem, boolean verified, String etag) {
        private static Shown of(JsonObject certificate) {
            JsonObject properties = certificate.getJsonObject("properties");
            byte[] pem = Base64.getMimeDecoder().decode(properties.getString("certificate"));
            return new Shown(
                    certificate.getString("name"),
                    new String(pem, StandardCharsets.US_ASCII),
                    properties.getBoolean("isVerified"),
                    certificate.getString("etag"));
        }

        /** Whether it is that certificate, however it is broken into lines. */
        public boolean is(String other) {
            return plain(pem).equals(plain(other));
        }

        private static String plain(String pem) {
            return pem.replaceAll("(?s)-----END CERTIFICATE-----.*", "")
                    .replaceAll("(?s).*-----BEGIN CERTIFICATE-----", "")
                    .replaceAll("\\s", "");
        }
    }

    public List<Shown> all() {
        JsonObject answer = cloud.resource("GET", path).asJsonObject();
        return answer.get("value") instanceof JsonArray value
                ? value.getValuesAs(JsonObject.class).stream().map(Shown::of).toList()
                : List.of();
    }

    /**
     * Uploads one, or another in the place of one, which has to be proved anew.
     *
     * @param replaced the one that is there by that name; empty for a new one
     */
    public Shown put(String name, String pem, Optional<Shown> replaced) {
        JsonObject body = Json.createObjectBuilder()
                .add("properties", AzureCloud.object("certificate", encoded(pem)))
                .build();
        return Shown.of(
                ask("PUT", one(name), body, replaced.map(HubCertificates::match).orElse(Map.of())));
    }

    /** Makes the code that a proof has as its common name; codes before are good for nothing. */
    public String code(Shown certificate) {
        return ask(
                        "POST",
                        one(certificate.name()) + "/generateVerificationCode",
                        JsonValue.EMPTY_JSON_OBJECT,
                        match(certificate))
                .getJsonObject("properties")
                .getString("verificationCode");
    }

    public void verify(Shown certificate, String proof) {
        ask(
                "POST",
                one(certificate.name()) + "/verify",
                AzureCloud.object("certificate", encoded(proof)),
                match(certificate));
    }

    public void delete(Shown certificate) {
        cloud.resource("DELETE", one(certificate.name()), Optional.empty(), match(certificate))
                .orThrow();
    }

    private JsonObject ask(String method, String of, JsonValue body, Map<String, String> headers) {
        return cloud.resource(method, of, Optional.of(body), headers)
                .orThrow()
                .json()
                .asJsonObject();
    }

    private String one(String name) {
        return path + "/" + Connection.encoded(name);
    }

    private static Map<String, String> match(Shown certificate) {
        return Map.of("If-Match", certificate.etag());
    }

    private static String encoded(String pem) {
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
    }
}
