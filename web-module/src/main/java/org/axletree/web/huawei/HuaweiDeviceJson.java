package org.axletree.web.huawei;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.axletree.hub.registry.credential.CredentialKind;
import org.axletree.hub.registry.huawei.HuaweiDevice;
import org.axletree.hub.registry.huawei.HuaweiDeviceService;
import org.axletree.hub.registry.huawei.HuaweiPatch;
import org.axletree.hub.registry.huawei.NewHuaweiDevice;
import org.axletree.web.rest.JsonBody;
import org.axletree.web.rest.RegistrationJson;

/** Devices in the words of Huawei's API. */
final class HuaweiDeviceJson {
    private static final String SECRET = "SECRET";
    private static final String CERTIFICATES = "CERTIFICATES";

    private HuaweiDeviceJson() {}

    static NewHuaweiDevice newDevice(JsonBody body) {
        Optional<JsonBody> auth = body.known("auth_info");
        String type = auth.flatMap(info -> info.filledText("auth_type")).orElse(SECRET);
        if (!type.equals(SECRET) && !type.equals(CERTIFICATES)) {
            auth.orElseThrow()
                    .problem("auth_type", "unknown", "no such type (expected: " + SECRET + " or " + CERTIFICATES + ")");
        }
        NewHuaweiDevice device = RegistrationJson.of(
                body, auth, body.requiredText("node_id"), body.requiredText("product_id"), type.equals(CERTIFICATES));
        body.done();
        return device;
    }

    static HuaweiPatch patch(JsonBody body) {
        HuaweiPatch patch = new HuaweiPatch(
                body.text("device_name"),
                body.text("description"),
                body.anyObject("extension_info").map(JsonObject::toString),
                body.known("auth_info").flatMap(info -> info.flag("secure_access")));
        body.done();
        return patch;
    }

    static JsonObject of(HuaweiDevice device) {
        return builder(device).add("auth_info", auth(device)).build();
    }

    /** With the secrets, shown this once. */
    static JsonObject of(HuaweiDeviceService.Registered registered) {
        JsonObjectBuilder auth = auth(registered.device());
        registered.secret().ifPresent(secret -> auth.add("secret", secret));
        registered.secondarySecret().ifPresent(secret -> auth.add("secondary_secret", secret));
        return builder(registered.device()).add("auth_info", auth).build();
    }

    /** A list, with the marker of the page that follows. */
    static JsonObject page(List<HuaweiDevice> devices) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        devices.forEach(device -> list.add(builder(device)));
        return HuaweiPage.json("devices", list.build(), "device_id");
    }

    private static JsonObjectBuilder builder(HuaweiDevice device) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("app_id", device.device().hubId())
                .add("app_name", device.hubName())
                .add("device_id", device.id())
                .add("node_id", device.nodeId())
                .add("gateway_id", device.gatewayId().orElse(device.id()))
                .add("device_name", device.deviceName())
                .add("node_type", nodeType(device))
                .add("description", device.device().description())
                .add("product_id", device.productId())
                .add("status", device.status().name())
                .add("create_time", HuaweiTime.of(device.device().createdAt()))
                .add("tags", Json.createArrayBuilder());
        device.activatedAt().ifPresent(at -> json.add("active_time", HuaweiTime.of(at)));
        device.device().lastActivityAt().ifPresent(at -> json.add("connection_status_update_time", HuaweiTime.of(at)));
        if (!device.extensionInfo().isEmpty()) {
            try (JsonReader reader = Json.createReader(new StringReader(device.extensionInfo()))) {
                json.add("extension_info", reader.readObject());
            }
        }
        return json;
    }

    private static String nodeType(HuaweiDevice device) {
        if (device.gatewayId().isPresent()) {
            return "ENDPOINT";
        }
        return device.hasChildren() ? "GATEWAY" : "UNKNOWN";
    }

    private static JsonObjectBuilder auth(HuaweiDevice device) {
        boolean secret = device.kind() == CredentialKind.SECRET;
        JsonObjectBuilder auth = Json.createObjectBuilder()
                .add("auth_type", secret ? SECRET : CERTIFICATES)
                .add("secure_access", !device.device().allowInsecure())
                .add("timeout", device.timeoutSeconds());
        if (!secret) {
            auth.add("fingerprint", device.fingerprint());
        }
        return auth;
    }
}
