package org.axletree.web.azure;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.axletree.hub.registry.credential.CredentialKind;
import org.axletree.hub.registry.credential.DeviceCredential;
import org.axletree.hub.registry.enrollment.AllocationPolicy;
import org.axletree.hub.registry.enrollment.Attestation;
import org.axletree.hub.registry.enrollment.Enrollment;
import org.axletree.hub.registry.enrollment.EnrollmentDraft;

/** Enrolments in Azure's words. */
final class EnrollmentJson {
    private static final String KEYS = "symmetricKey";
    private static final String X509 = "x509";

    private EnrollmentJson() {}

    /** As an answer to whoever asks what there is: without keys. */
    static JsonObject of(Enrollment enrollment, Optional<JsonObject> registrationState) {
        return of(enrollment, registrationState, false);
    }

    static JsonObject of(Enrollment enrollment, Optional<JsonObject> registrationState, boolean withKeys) {
        EnrollmentDraft wanted = enrollment.wanted();
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add(enrollment.ofGroup() ? "enrollmentGroupId" : "registrationId", enrollment.name());
        if (!wanted.deviceName().isEmpty()) {
            json.add("deviceId", wanted.deviceName());
        }
        registrationState.ifPresent(state -> json.add("registrationState", state));
        json.add("attestation", attestation(enrollment, withKeys))
                .add("capabilities", Json.createObjectBuilder().add("iotEdge", wanted.iotEdge()));
        wanted.allocation().ifPresent(policy -> json.add("allocationPolicy", policy.word()));
        JsonArrayBuilder hubs = Json.createArrayBuilder();
        wanted.hubs().forEach(hubs::add);
        return json.add("iotHubs", hubs)
                .add(
                        "initialTwin",
                        Json.createObjectBuilder()
                                .add("tags", wanted.tags())
                                .add("properties", Json.createObjectBuilder().add("desired", wanted.desired())))
                .add("provisioningStatus", wanted.enabled() ? "enabled" : "disabled")
                .add(
                        "reprovisionPolicy",
                        Json.createObjectBuilder()
                                .add("updateHubAssignment", wanted.updateHub())
                                .add("migrateDeviceData", wanted.migrateData()))
                .add("createdDateTimeUtc", enrollment.createdAt().toString())
                .add("lastUpdatedDateTimeUtc", enrollment.updatedAt().toString())
                .add("etag", "\"" + Etag.of(enrollment.revision()) + "\"")
                .build();
    }

    /** What the devices of an enrolment prove themselves with. */
    static JsonObject attestation(Enrollment enrollment, boolean withKeys) {
        Attestation attestation = enrollment.attestation();
        JsonObjectBuilder json = Json.createObjectBuilder();
        if (attestation.credential().kind() == CredentialKind.SECRET) {
            JsonObjectBuilder keys = Json.createObjectBuilder();
            if (withKeys) {
                attestation.credential().primary().ifPresent(key -> keys.add("primaryKey", base64(key)));
                attestation.credential().secondary().ifPresent(key -> keys.add("secondaryKey", base64(key)));
            }
            return json.add("type", KEYS).add(KEYS, keys).build();
        }
        JsonObjectBuilder certificates = Json.createObjectBuilder();
        attestation.primaryPem().ifPresent(pem -> certificates.add("primary", certificate(pem)));
        attestation.secondaryPem().ifPresent(pem -> certificates.add("secondary", certificate(pem)));
        return json.add("type", X509)
                .add(
                        X509,
                        Json.createObjectBuilder()
                                .add(enrollment.ofGroup() ? "signingCertificates" : "clientCertificates", certificates))
                .build();
    }

    private static JsonObjectBuilder certificate(String pem) {
        return Json.createObjectBuilder().add("info", EnrolledCertificate.info(pem));
    }

    private static String base64(byte[] key) {
        return Base64.getEncoder().encodeToString(key);
    }

    /** @param present the certificates of the enrolment that is there, in PEM */
    static EnrollmentDraft draft(boolean ofGroup, String name, JsonObject json, Supplier<List<String>> present) {
        IdentityJson.text(json, ofGroup ? "enrollmentGroupId" : "registrationId")
                .filter(said -> !said.equals(name))
                .ifPresent(said -> {
                    throw AzureException.invalid("the name in the body is not that of the path");
                });
        String status = IdentityJson.text(json, "provisioningStatus").orElse("enabled");
        if (!status.equalsIgnoreCase("enabled") && !status.equalsIgnoreCase("disabled")) {
            throw AzureException.invalid("provisioningStatus: expected enabled or disabled");
        }
        Optional<JsonObject> twin = IdentityJson.object(json, "initialTwin");
        Optional<JsonObject> policy = IdentityJson.object(json, "reprovisionPolicy");
        return new EnrollmentDraft(
                IdentityJson.object(json, "attestation").flatMap(each -> attestation(ofGroup, each, present)),
                ofGroup ? "" : IdentityJson.text(json, "deviceId").orElse(""),
                IdentityJson.text(json, "allocationPolicy").map(EnrollmentJson::allocation),
                hubs(json),
                status.equalsIgnoreCase("enabled"),
                flag(policy, "updateHubAssignment", true),
                flag(policy, "migrateDeviceData", true),
                flag(IdentityJson.object(json, "capabilities"), "iotEdge", false),
                twin.flatMap(each -> IdentityJson.object(each, "tags")).orElse(JsonValue.EMPTY_JSON_OBJECT),
                twin.flatMap(each -> IdentityJson.object(each, "properties"))
                        .flatMap(each -> IdentityJson.object(each, "desired"))
                        .orElse(JsonValue.EMPTY_JSON_OBJECT));
    }

    static AllocationPolicy allocation(String word) {
        return AllocationPolicy.of(word)
                .orElseThrow(() -> AzureException.invalid("allocationPolicy: expected hashed, static or geoLatency"));
    }

    private static List<String> hubs(JsonObject json) {
        Optional<String> only = IdentityJson.text(json, "iotHubHostName");
        JsonValue several = json.get("iotHubs");
        if (several == null || several == JsonValue.NULL) {
            return only.stream().toList();
        }
        if (!(several instanceof JsonArray array) || !array.stream().allMatch(JsonString.class::isInstance)) {
            throw AzureException.invalid("iotHubs: expected an array of host names");
        }
        return array.isEmpty()
                ? only.stream().toList()
                : array.getValuesAs(JsonString.class).stream()
                        .map(JsonString::getString)
                        .toList();
    }

    private static boolean flag(Optional<JsonObject> json, String name, boolean otherwise) {
        JsonValue value = json.map(each -> each.get(name)).orElse(null);
        if (value == null || value == JsonValue.NULL) {
            return otherwise;
        }
        if (value != JsonValue.TRUE && value != JsonValue.FALSE) {
            throw AzureException.invalid(name + ": expected true or false");
        }
        return value == JsonValue.TRUE;
    }

    /** Empty where keys are to be made, or stay as they are. */
    private static Optional<Attestation> attestation(boolean ofGroup, JsonObject json, Supplier<List<String>> present) {
        String type = IdentityJson.text(json, "type").orElse(KEYS).toLowerCase(Locale.ROOT);
        return switch (type) {
            case "symmetrickey" ->
                IdentityJson.object(json, KEYS)
                        .flatMap(EnrollmentJson::keys)
                        .map(keys -> new Attestation(keys, Optional.empty(), Optional.empty()));
            case X509 -> Optional.of(certificates(ofGroup, json, present));
            default -> throw AzureException.invalid("attestation.type: expected symmetricKey or x509");
        };
    }

    private static Optional<DeviceCredential> keys(JsonObject json) {
        Optional<byte[]> primary = EnrolledCertificate.key(json, "primaryKey");
        Optional<byte[]> secondary = EnrolledCertificate.key(json, "secondaryKey");
        return primary.map(key -> DeviceCredential.secrets(key, secondary));
    }

    private static Attestation certificates(boolean ofGroup, JsonObject json, Supplier<List<String>> present) {
        String kind = ofGroup ? "signingCertificates" : "clientCertificates";
        Optional<JsonObject> both = IdentityJson.object(json, X509).flatMap(each -> IdentityJson.object(each, kind));
        Optional<String> primary = both.flatMap(each -> EnrolledCertificate.pem(each, "primary", ofGroup, present));
        Optional<String> secondary = both.flatMap(each -> EnrolledCertificate.pem(each, "secondary", ofGroup, present));
        if (primary.isEmpty()) {
            throw AzureException.invalid("attestation.x509." + kind + ".primary.certificate: is missing");
        }
        DeviceCredential credential = ofGroup
                ? DeviceCredential.AUTHORITY
                : DeviceCredential.thumbprints(
                        EnrolledCertificate.thumbprint(primary.get()),
                        secondary.map(EnrolledCertificate::thumbprint).orElse(""));
        return new Attestation(credential, primary, secondary);
    }

    /** As a provisioning service says no. */
    static AzureReply refusal(AzureException refusal) {
        return AzureReply.of(
                refusal.status(),
                Json.createObjectBuilder()
                        .add("errorCode", refusal.number())
                        .add("trackingId", UUID.randomUUID().toString())
                        .add("message", refusal.name() + ": " + refusal.getMessage())
                        .add("timestampUtc", Instant.now().toString())
                        .build());
    }
}
