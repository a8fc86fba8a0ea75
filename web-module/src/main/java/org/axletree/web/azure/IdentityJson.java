package org.axletree.web.azure;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.axletree.hub.registry.azure.AzureIdentity;
import org.axletree.hub.registry.azure.IdentityDraft;
import org.axletree.hub.registry.credential.CredentialKind;
import org.axletree.hub.registry.credential.DeviceCredential;

/** Devices and modules in Azure's words. */
final class IdentityJson {
    static final String NEVER = "0001-01-01T00:00:00Z";

    private IdentityJson() {}

    static JsonObject of(AzureIdentity identity) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("deviceId", identity.deviceName());
        if (!identity.moduleName().isEmpty()) {
            json.add("moduleId", identity.moduleName()).addNull("managedBy");
        }
        return json.add("generationId", generation(identity))
                .add("etag", Etag.of(identity.revision()))
                .add("connectionState", identity.device().connected() ? "Connected" : "Disconnected")
                .add("status", identity.device().enabled() ? "enabled" : "disabled")
                .add("statusReason", identity.statusReason())
                .add("connectionStateUpdatedTime", time(identity.device().lastActivityAt()))
                .add("statusUpdatedTime", time(identity.statusUpdatedAt()))
                .add("lastActivityTime", time(identity.device().lastActivityAt()))
                .add("cloudToDeviceMessageCount", identity.waitingMessages())
                .add("capabilities", Json.createObjectBuilder().add("iotEdge", identity.iotEdge()))
                .add("authentication", authentication(identity.credential()))
                .build();
    }

    /** What tells a device from one that had its name before. */
    static String generation(AzureIdentity identity) {
        return String.valueOf(identity.device().createdAt().toEpochMilli());
    }

    static String time(Optional<Instant> time) {
        return time.map(Instant::toString).orElse(NEVER);
    }

    static String authenticationType(CredentialKind kind) {
        return switch (kind) {
            case SECRET -> "sas";
            case THUMBPRINT -> "selfSigned";
            case AUTHORITY -> "certificateAuthority";
            case CERTIFICATE -> "none";
        };
    }

    static JsonObjectBuilder thumbprints(DeviceCredential credential) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        addOrNull(json, "primaryThumbprint", credential.primaryThumbprint());
        addOrNull(json, "secondaryThumbprint", credential.secondaryThumbprint());
        return json;
    }

    private static JsonObjectBuilder authentication(DeviceCredential credential) {
        JsonObjectBuilder keys = Json.createObjectBuilder();
        addOrNull(keys, "primaryKey", base64(credential.primary()));
        addOrNull(keys, "secondaryKey", base64(credential.secondary()));
        return Json.createObjectBuilder()
                .add("symmetricKey", keys)
                .add("x509Thumbprint", thumbprints(credential))
                .add("type", authenticationType(credential.kind()));
    }

    private static String base64(Optional<byte[]> key) {
        return key.map(Base64.getEncoder()::encodeToString).orElse("");
    }

    private static void addOrNull(JsonObjectBuilder json, String name, String value) {
        if (value.isEmpty()) {
            json.addNull(name);
        } else {
            json.add(name, value.length() == 40 || value.length() == 64 ? upperIfHex(value) : value);
        }
    }

    private static String upperIfHex(String value) {
        return value.matches("[0-9a-f]+") ? value.toUpperCase(Locale.ROOT) : value;
    }

    static IdentityDraft draft(JsonObject json) {
        String status = text(json, "status").orElse("enabled");
        if (!status.equalsIgnoreCase("enabled") && !status.equalsIgnoreCase("disabled")) {
            throw AzureException.invalid("status: expected enabled or disabled");
        }
        return new IdentityDraft(
                object(json, "authentication").flatMap(IdentityJson::credential),
                status.equalsIgnoreCase("enabled"),
                text(json, "statusReason").orElse(""),
                object(json, "capabilities")
                        .map(capabilities -> capabilities.get("iotEdge") == JsonValue.TRUE)
                        .orElse(false));
    }

    /** Where the type is not said, what is given tells it. */
    private static Optional<DeviceCredential> credential(JsonObject authentication) {
        Optional<JsonObject> keys = object(authentication, "symmetricKey");
        Optional<JsonObject> thumbprints = object(authentication, "x509Thumbprint");
        Optional<byte[]> primary = keys.flatMap(each -> key(each, "primaryKey"));
        Optional<byte[]> secondary = keys.flatMap(each -> key(each, "secondaryKey"));
        String first =
                thumbprints.flatMap(each -> text(each, "primaryThumbprint")).orElse("");
        String second =
                thumbprints.flatMap(each -> text(each, "secondaryThumbprint")).orElse("");
        String type = text(authentication, "type")
                .orElse(first.isEmpty() && second.isEmpty() ? "sas" : "selfSigned")
                .toLowerCase(Locale.ROOT);
        return switch (type) {
            case "sas" ->
                primary.isEmpty() && secondary.isEmpty()
                        ? Optional.empty()
                        : Optional.of(DeviceCredential.secrets(primary.orElse(new byte[0]), secondary));
            case "selfsigned" -> Optional.of(DeviceCredential.thumbprints(first, second));
            case "certificateauthority" -> Optional.of(DeviceCredential.AUTHORITY);
            default ->
                throw AzureException.invalid("authentication.type: expected sas, selfSigned or certificateAuthority");
        };
    }

    private static Optional<byte[]> key(JsonObject keys, String name) {
        return text(keys, name).map(text -> {
            try {
                return Base64.getDecoder().decode(text);
            } catch (IllegalArgumentException noBase64) {
                throw AzureException.invalid("authentication.symmetricKey." + name + ": expected Base64");
            }
        });
    }

    static Optional<String> text(JsonObject json, String name) {
        JsonValue value = json.get(name);
        if (value == null || value == JsonValue.NULL) {
            return Optional.empty();
        }
        if (value instanceof JsonString text) {
            return Optional.of(text.getString()).filter(each -> !each.isEmpty());
        }
        throw AzureException.invalid(name + ": expected a string");
    }

    static Optional<JsonObject> object(JsonObject json, String name) {
        JsonValue value = json.get(name);
        if (value == null || value == JsonValue.NULL) {
            return Optional.empty();
        }
        if (value instanceof JsonObject object) {
            return Optional.of(object);
        }
        throw AzureException.invalid(name + ": expected an object");
    }
}
