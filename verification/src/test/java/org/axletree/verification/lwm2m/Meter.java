package org.axletree.verification.lwm2m;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.axletree.verification.harness.Api;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.RunningHub;

/** A device that was registered by Huawei's words. */
public record Meter(String id, String node, Fleet.Hub hub) {
    /** What it proves itself by. */
    static final String KEY = "meter-key";

    /** The same in hexadecimal digits, as it is registered. */
    private static final String SECRET = "6d657465722d6b6579";

    public static Meter plain(RunningHub hub, Fleet.Hub of) {
        return registered(hub, of, false);
    }

    static Meter secure(RunningHub hub, Fleet.Hub of) {
        return registered(hub, of, true);
    }

    /** One that proves itself by its certificate or raw public key. */
    static Meter certified(RunningHub hub, Fleet.Hub of, String fingerprint) {
        return registered(
                hub,
                of,
                "{\"auth_type\":\"CERTIFICATES\",\"fingerprint\":\"" + fingerprint + "\",\"secure_access\":true}");
    }

    private static Meter registered(RunningHub hub, Fleet.Hub of, boolean secure) {
        return registered(hub, of, "{\"secret\":\"" + SECRET + "\",\"secure_access\":" + secure + "}");
    }

    private static Meter registered(RunningHub hub, Fleet.Hub of, String authInfo) {
        String node = Fleet.unique("meter");
        JsonNode device = made(hub, of, devices(hub, of), node, authInfo);
        return new Meter(device.path("device_id").asText(), node, of);
    }

    /** Devices that need no DTLS, and have no secret. */
    public static void nodes(RunningHub hub, Fleet.Hub of, List<String> nodes) {
        String devices = devices(hub, of);
        nodes.forEach(node -> made(hub, of, devices, node, "{\"secure_access\":false}"));
    }

    private static JsonNode made(RunningHub hub, Fleet.Hub of, String devices, String node, String authInfo) {
        return hub.api()
                .post(
                        devices,
                        "{\"node_id\":\"" + node + "\",\"product_id\":\"p\",\"app_id\":\"" + of.id()
                                + "\",\"auth_info\":" + authInfo + "}")
                .orThrow()
                .json();
    }

    /** The path of a hub's devices by Huawei's words. */
    public static String devices(RunningHub hub, Fleet.Hub of) {
        return "/v5/iot/"
                + hub.api()
                        .get("hubs/" + of.id())
                        .orThrow()
                        .json()
                        .path("project_id")
                        .asText() + "/devices";
    }

    /** @param direction {@code up} or {@code down} */
    String topic(String direction) {
        return "$oc/devices/" + id + "/sys/messages/" + direction;
    }

    public String status(RunningHub hub) {
        return hub.api()
                .get(devices(hub, this.hub) + "/" + id)
                .orThrow()
                .json()
                .path("status")
                .asText();
    }

    /** What its owner is told. */
    String events(RunningHub hub) {
        return hub.api().get("hubs/" + this.hub.id() + "/events").orThrow().text();
    }

    /** Freezes it. */
    void freeze(RunningHub hub) {
        hub.api().post(devices(hub, this.hub) + "/" + id + "/freeze", "{}").orThrow();
    }

    /** Tells it something. */
    void tell(RunningHub hub, String text) {
        String message = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        hub.api()
                .post(
                        devices(hub, this.hub) + "/" + id + "/messages",
                        "{\"message\":\"" + message + "\",\"encoding\":\"base64\",\"payload_format\":\"raw\"}")
                .orThrow();
    }

    /** Has the hub ask something of its objects. */
    Api.Answer operate(RunningHub hub, String operation, String path) {
        return hub.api()
                .post("devices/" + id + "/lwm2m", "{\"operation\":\"" + operation + "\",\"path\":\"" + path + "\"}");
    }

    /** @param value as JSON */
    Api.Answer operate(RunningHub hub, String operation, String path, String value) {
        return hub.api()
                .post(
                        "devices/" + id + "/lwm2m",
                        "{\"operation\":\"" + operation + "\",\"path\":\"" + path + "\",\"value\":" + value + "}");
    }
}
