package org.axletree.cli.azure;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.axletree.cli.api.Connection;
import org.axletree.cli.api.Reply;
import org.axletree.cli.command.Call;
import org.axletree.cli.terminal.Failure;

/** Azure's two APIs: that of resources, and that of a hub under its own host name. */
record AzureCloud(Connection connection) {
    static final String OWNER = "iothubowner";
    private static final String SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000000";
    private static final String VERSION = "?api-version=2021-04-12";
    private static final long A_MOMENT = 300;

    static AzureCloud of(Call call) {
        return new AzureCloud(call.connection());
    }

    /**
     * Something of the resources' API.
     *
     * @param path below the subscription
     */
    Reply resource(String method, String path, Optional<JsonValue> body, Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        return connection.send(method, SUBSCRIPTION + path + VERSION, body, all);
    }

    JsonValue resource(String method, String path) {
        return resource(method, path, Optional.empty(), Map.of()).orThrow().json();
    }

    static String group(String name) {
        return "/resourceGroups/" + Connection.encoded(name);
    }

    static String hub(String group, String name) {
        return group(group) + "/providers/Microsoft.Devices/IotHubs/" + Connection.encoded(name);
    }

    static String hub(JsonObject hub) {
        return hub(hub.getString("resourcegroup"), hub.getString("name"));
    }

    JsonArray hubs(Optional<String> group) {
        String path = group.map(AzureCloud::group).orElse("") + "/providers/Microsoft.Devices/IotHubs";
        return resource("GET", path).asJsonObject().getJsonArray("value");
    }

    /** A hub by its name, in whichever group it is. */
    JsonObject hub(String name, Optional<String> group) {
        String plain = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
        return find(plain, group)
                .orElseThrow(() -> Failure.notFound("there is no hub " + plain
                        + group.map(each -> " in the group " + each).orElse("")));
    }

    Optional<JsonObject> find(String name, Optional<String> group) {
        return hubs(Optional.empty()).getValuesAs(JsonObject.class).stream()
                .filter(each -> each.getString("name").equalsIgnoreCase(name))
                .filter(each ->
                        group.isEmpty() || each.getString("resourcegroup").equalsIgnoreCase(group.get()))
                .findFirst();
    }

    static String host(JsonObject hub) {
        return hub.getJsonObject("properties").getString("hostName");
    }

    JsonArray policies(JsonObject hub) {
        return resource("POST", hub(hub) + "/listkeys").asJsonObject().getJsonArray("value");
    }

    JsonObject policy(JsonObject hub, String name) {
        return policies(hub).getValuesAs(JsonObject.class).stream()
                .filter(each -> each.getString("keyName").equals(name))
                .findFirst()
                .orElseThrow(() -> Failure.notFound("the hub " + hub.getString("name") + " has no policy " + name));
    }

    static String key(JsonObject policyOrKeys, Optional<String> type) {
        String wanted = type.orElse("primary").toLowerCase(java.util.Locale.ROOT);
        if (!wanted.matches("primary|secondary")) {
            throw Failure.usage("the key type " + wanted + " was wrong (expected: primary or secondary)");
        }
        return policyOrKeys.getString(wanted + "Key");
    }

    /** Something of a hub's own API, with a token of the owner's policy that is good for a moment. */
    Reply data(JsonObject hub, String method, String path, Optional<JsonValue> body, Map<String, String> headers) {
        return bytes(
                hub,
                method,
                path,
                body.map(json -> json.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                headers);
    }

    Reply bytes(JsonObject hub, String method, String path, Optional<byte[]> body, Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Host", host(hub));
        all.put(
                "Authorization",
                AzureSas.token(host(hub), key(policy(hub, OWNER), Optional.empty()), Optional.of(OWNER), A_MOMENT));
        return connection.send(method, path + VERSION, body, all, false);
    }

    JsonValue data(JsonObject hub, String method, String path) {
        return data(hub, method, path, Optional.empty(), Map.of()).orThrow().json();
    }

    /** The identity of a device, or of a module of one. */
    JsonObject identity(JsonObject hub, String device, Optional<String> module) {
        return data(hub, "GET", identityPath(device, module)).asJsonObject();
    }

    static String identityPath(String device, Optional<String> module) {
        return "/devices/" + Connection.encoded(device)
                + module.map(each -> "/modules/" + Connection.encoded(each)).orElse("");
    }

    static JsonObject object(String name, String value) {
        return Json.createObjectBuilder().add(name, value).build();
    }
}
