package org.axletree.cli.azure;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.axletree.cli.api.Reply;
import org.axletree.cli.command.Call;
import org.axletree.cli.terminal.Failure;
import org.axletree.cli.terminal.Status;

/** Devices, their twins, methods and messages. */
final class AzDevices {
    private static final int KEY_BYTES = 32;

    private AzDevices() {}

    static Status create(Call call) {
        AzureCloud cloud = AzureCloud.of(call);
        JsonObject hub = AzTokens.hub(call, cloud);
        String device = call.need("--device-id");
        JsonObjectBuilder body = Json.createObjectBuilder()
                .add("deviceId", device)
                .add("status", call.text("--status").orElse("enabled"))
                .add("authentication", authentication(call));
        call.text("--status-reason").ifPresent(reason -> body.add("statusReason", reason));
        body.add(
                "capabilities",
                Json.createObjectBuilder()
                        .add(
                                "iotEdge",
                                call.written("--edge-enabled")
                                        .filter("true"::equals)
                                        .isPresent()));
        return AzResources.print(
                call,
                cloud.data(
                                hub,
                                "PUT",
                                AzureCloud.identityPath(device, Optional.empty()),
                                Optional.of(body.build()),
                                Map.of())
                        .orThrow()
                        .json());
    }

    private static JsonObjectBuilder authentication(Call call) {
        String method = call.text("--auth-method").orElse("shared_private_key").toLowerCase(java.util.Locale.ROOT);
        JsonObjectBuilder authentication = Json.createObjectBuilder();
        switch (method) {
            case "shared_private_key", "sas" -> {
                authentication.add("type", "sas");
                if (call.written("--primary-key").isPresent()
                        || call.written("--secondary-key").isPresent()) {
                    String primary = call.need("--primary-key");
                    authentication.add(
                            "symmetricKey",
                            Json.createObjectBuilder()
                                    .add("primaryKey", primary.strip())
                                    .add(
                                            "secondaryKey",
                                            call.text("--secondary-key")
                                                    .orElse(primary)
                                                    .strip()));
                }
            }
            case "x509_ca" -> authentication.add("type", "certificateAuthority");
            case "x509_thumbprint" -> {
                String primary = call.need("--primary-thumbprint");
                authentication
                        .add("type", "selfSigned")
                        .add(
                                "x509Thumbprint",
                                Json.createObjectBuilder()
                                        .add("primaryThumbprint", primary)
                                        .add(
                                                "secondaryThumbprint",
                                                call.text("--secondary-thumbprint")
                                                        .orElse("")));
            }
            default ->
                throw Failure.usage("--auth-method " + method
                        + " was wrong (expected: shared_private_key, x509_ca or x509_thumbprint)");
        }
        return authentication;
    }

    static Status show(Call call) {
        AzureCloud cloud = AzureCloud.of(call);
        return AzResources.print(
                call, cloud.identity(AzTokens.hub(call, cloud), call.need("--device-id"), Optional.empty()));
    }

    static Status list(Call call) {
        AzureCloud cloud = AzureCloud.of(call);
        JsonObject hub = AzTokens.hub(call, cloud);
        Optional<Integer> top = call.number("--top", -1, Integer.MAX_VALUE).filter(number -> number > 0);
        JsonArray all = find(cloud, hub, "SELECT * FROM devices", top);
        if (call.written("--edge-enabled").filter("true"::equals).isEmpty()) {
            return AzResources.print(call, all);
        }
        JsonArrayBuilder edges = Json.createArrayBuilder();
        all.getValuesAs(JsonObject.class).stream()
                .filter(each -> each.containsKey("capabilities")
                        && each.getJsonObject("capabilities").getBoolean("iotEdge", false))
                .forEach(edges::add);
        return AzResources.print(call, edges.build());
    }

    static Status update(Call call) {
        AzureCloud cloud = AzureCloud.of(call);
        JsonObject hub = AzTokens.hub(call, cloud);
        String device = call.need("--device-id");
        JsonObject before = cloud.identity(hub, device, Optional.empty());
        JsonObjectBuilder after = Json.createObjectBuilder(before);
        call.text("--status").ifPresent(status -> after.add("status", status));
        call.text("--status-reason").ifPresent(reason -> after.add("statusReason", reason));
        if (call.written("--auth-method").isPresent()
                || call.written("--primary-key").isPresent()
                || call.written("--primary-thumbprint").isPresent()) {
            after.add("authentication", authentication(call));
        }
        JsonObject changed = set(after.build(), call.all("--set"));
        Map<String, String> match =
                Map.of("If-Match", "\"" + call.text("--etag").orElse("*") + "\"");
        return AzResources.print(
                call,
                cloud.data(hub, "PUT", AzureCloud.identityPath(device, Optional.empty()), Optional.of(changed), match)
                        .orThrow()
                        .json());
    }

    /** {@code a.b=JSON}, as az writes it. */
    private static JsonObject set(JsonObject object, java.util.List<String> changes) {
        JsonObject result = object;
        for (String change : changes) {
            int sign = change.indexOf('=');
            if (sign < 1) {
                throw Failure.usage("--set " + change + " was wrong (expected: name=value)");
            }
            result = set(result, change.substring(0, sign), loose(change.substring(sign + 1)));
        }
        return result;
    }

    private static JsonObject set(JsonObject object, String path, JsonValue value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            return Json.createObjectBuilder(object).add(path, value).build();
        }
        String name = path.substring(0, dot);
        JsonObject inner = object.get(name) instanceof JsonObject below ? below : JsonValue.EMPTY_JSON_OBJECT;
        return Json.createObjectBuilder(object)
                .add(name, set(inner, path.substring(dot + 1), value))
                .build();
    }

    static JsonValue loose(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readValue();
        } catch (JsonException none) {
            return Json.createValue(text);
        }
    }

    static Status delete(Call call) {
        AzureCloud cloud = AzureCloud.of(call);
        cloud.data(
                        AzTokens.hub(call, cloud),
                        "DELETE",
                        AzureCloud.identityPath(call.need("--device-id"), Optional.empty()),
                        Optional.empty(),
                        Map.of("If-Match", "\"" + call.text("--etag").orElse("*") + "\""))
                .orThrow();
        return Status.DONE;
    }

    static Status renewKey(Call call) {
        AzureCloud cloud = AzureCloud.of(call);
        JsonObject hub = AzTokens.hub(call, cloud);
        String device = call.need("--device-id");
        JsonObject identity = cloud.identity(hub, device, Optional.empty());
        JsonObject keys = identity.getJsonObject("authentication").getJsonObject("symmetricKey");
        String kind = call.need("--key-type");
        String primary = keys.getString("primaryKey", "");
        String secondary = keys.getString("secondaryKey", "");
        JsonObjectBuilder renewed = Json.createObjectBuilder();
        switch (kind) {
            case "primary" -> renewed.add("primaryKey", key()).add("secondaryKey", secondary);
            case "secondary" -> renewed.add("primaryKey", primary).add("secondaryKey", key());
            case "swap" -> renewed.add("primaryKey", secondary).add("secondaryKey", primary);
            default -> throw Failure.usage("--key-type " + kind + " was wrong (expected: primary, secondary or swap)");
        }
        JsonObject body = Json.createObjectBuilder(identity)
                .add(
                        "authentication",
                        Json.createObjectBuilder().add("type", "sas").add("symmetricKey", renewed))
                .build();
        return AzResources.print(
                call,
                cloud.data(
                                hub,
                                "PUT",
                                AzureCloud.identityPath(device, Optional.empty()),
                                Optional.of(body),
                                Map.of("If-Match", "\"" + identity.getString("etag") + "\""))
                        .orThrow()
                        .json());
    }

    private static String key() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String twinPath(Call call) {
        return "/twins/" + org.axletree.cli.api.Connection.encoded(call.need("--device-id"));
    }

    static Status twin(Call call) {
        AzureCloud cloud = AzureCloud.of(call);
        return AzResources.print(call, cloud.data(AzTokens.hub(call, cloud), "GET", twinPath(call)));
    }

    static Status updateTwin(Call call) {
        JsonObject patch = JsonValue.EMPTY_JSON_OBJECT;
        Optional<String> desired = call.text("--desired");
        if (desired.isPresent()) {
            patch = set(patch, "properties.desired", object("--desired", desired.get()));
        }
        Optional<String> tags = call.text("--tags");
        if (tags.isPresent()) {
            patch = set(patch, "tags", object("--tags", tags.get()));
        }
        return writeTwin(call, "PATCH", set(patch, call.all("--set")));
    }

    static Status replaceTwin(Call call) {
        String json = call.need("--json");
        String text = !json.stripLeading().startsWith("{") && Files.isReadable(Path.of(json))
                ? call.surroundings().file(Path.of(json))
                : json;
        return writeTwin(call, "PUT", object("--json", text));
    }

    private static Status writeTwin(Call call, String method, JsonObject body) {
        AzureCloud cloud = AzureCloud.of(call);
        return AzResources.print(
                call,
                cloud.data(
                                AzTokens.hub(call, cloud),
                                method,
                                twinPath(call),
                                Optional.of(body),
                                Map.of("If-Match", "\"" + call.text("--etag").orElse("*") + "\""))
                        .orThrow()
                        .json());
    }

    private static JsonObject object(String option, String text) {
        if (loose(text) instanceof JsonObject object) {
            return object;
        }
        throw Failure.usage(option + " was wrong (expected: a JSON object)");
    }

    static Status invoke(Call call) {
        AzureCloud cloud = AzureCloud.of(call);
        JsonObjectBuilder body = Json.createObjectBuilder().add("methodName", call.need("--method-name"));
        call.text("--method-payload").ifPresent(payload -> body.add("payload", loose(payload)));
        call.number("--timeout").ifPresent(seconds -> body.add("responseTimeoutInSeconds", seconds));
        return AzResources.print(
                call,
                cloud.data(
                                AzTokens.hub(call, cloud),
                                "POST",
                                twinPath(call) + "/methods",
                                Optional.of(body.build()),
                                Map.of())
                        .orThrow()
                        .json());
    }

    static Status query(Call call) {
        AzureCloud cloud = AzureCloud.of(call);
        return AzResources.print(
                call,
                find(
                        cloud,
                        AzTokens.hub(call, cloud),
                        call.need("--query-command"),
                        call.number("--top", -1, Integer.MAX_VALUE).filter(number -> number > 0)));
    }

    /** Page after page. */
    private static JsonArray find(AzureCloud cloud, JsonObject hub, String query, Optional<Integer> most) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        int count = 0;
        String continuation = "";
        do {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("x-ms-max-item-count", "1000");
            if (!continuation.isEmpty()) {
                headers.put("x-ms-continuation", continuation);
            }
            Reply reply = cloud.data(
                            hub, "POST", "/devices/query", Optional.of(AzureCloud.object("query", query)), headers)
                    .orThrow();
            for (JsonValue each : reply.json().asJsonArray()) {
                if (most.isEmpty() || count < most.get()) {
                    all.add(each);
                    count++;
                }
            }
            continuation = reply.headers().firstValue("x-ms-continuation").orElse("");
        } while (!continuation.isEmpty() && (most.isEmpty() || count < most.get()));
        return all.build();
    }

    static Status send(Call call) {
        AzureCloud cloud = AzureCloud.of(call);
        JsonObject hub = AzTokens.hub(call, cloud);
        String device = call.need("--device-id");
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("iothub-to", "/devices/" + device + "/messages/deviceBound");
        call.text("--message-id").ifPresent(value -> headers.put("iothub-messageid", value));
        call.text("--correlation-id").ifPresent(value -> headers.put("iothub-correlationid", value));
        call.text("--user-id").ifPresent(value -> headers.put("iothub-userid", value));
        call.text("--content-type").ifPresent(value -> headers.put("iothub-contenttype", value));
        call.text("--content-encoding").ifPresent(value -> headers.put("iothub-contentencoding", value));
        call.text("--ack").ifPresent(value -> headers.put("iothub-ack", value));
        call.text("--expiry-time-utc").ifPresent(value -> headers.put("iothub-expiry", time(value)));
        call.text("--props").ifPresent(text -> {
            for (String each : text.split(";")) {
                int sign = each.indexOf('=');
                if (sign < 1) {
                    throw Failure.usage("--props " + text + " was wrong (expected: a=b;c=d)");
                }
                headers.put("iothub-app-" + each.substring(0, sign), each.substring(sign + 1));
            }
        });
        byte[] data = call.written("--data-file-path")
                .map(file -> call.surroundings().bytes(Path.of(file)))
                .orElseGet(
                        () -> call.text("--data").orElse("Ping from Axletree").getBytes(StandardCharsets.UTF_8));
        cloud.bytes(hub, "POST", "/messages/deviceBound", Optional.of(data), headers)
                .orThrow();
        if (call.flag("--wait")) {
            return AzMonitor.feedback(call, cloud, hub, call.text("--message-id"));
        }
        return Status.DONE;
    }

    private static String time(String value) {
        try {
            return Instant.ofEpochMilli(Long.parseLong(value)).toString();
        } catch (NumberFormatException text) {
            return value;
        }
    }

    static Status purge(Call call) {
        AzureCloud cloud = AzureCloud.of(call);
        return AzResources.print(
                call,
                cloud.data(
                        AzTokens.hub(call, cloud),
                        "DELETE",
                        AzureCloud.identityPath(call.need("--device-id"), Optional.empty()) + "/commands"));
    }
}
