package org.axletree.cli.azure;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.axletree.cli.api.Connection;
import org.axletree.cli.api.EventStream;
import org.axletree.cli.api.Reply;
import org.axletree.cli.command.Call;
import org.axletree.cli.output.Printer;
import org.axletree.cli.terminal.Failure;
import org.axletree.cli.terminal.Pause;
import org.axletree.cli.terminal.Status;

/** What devices say, and what becomes of messages to them, as Azure's command line prints it. */
final class AzMonitor {
    private static final long PAUSE_MILLIS = 500;

    private AzMonitor() {}

    static Status events(Call call) {
        AzureCloud cloud = AzureCloud.of(call);
        JsonObject hub = AzTokens.hub(call, cloud);
        Connection connection = cloud.connection();
        String id = call.names().id("hub_id", hub.getString("name"), Optional.empty());
        Map<String, String> query = new LinkedHashMap<>();
        call.text("--device-id").ifPresent(device -> query.put("device", device));
        String path = connection.region("hubs/" + id + "/messages/stream") + Connection.query(query);
        int[] left = {call.number("--message-count", 1, Integer.MAX_VALUE).orElse(Integer.MAX_VALUE)};
        Properties shown = Properties.of(call);
        new EventStream(connection, path, call.number("--timeout").orElse(0), call.surroundings()::note)
                .read(() -> line(call, "Starting event monitor, use ctrl-c to stop..."), message -> {
                    if (fromDevice(message)) {
                        line(call, Printer.pretty(event(message, shown)));
                        left[0]--;
                    }
                    return left[0] > 0 && !call.surroundings().out().areLost();
                });
        return Status.DONE;
    }

    private static void line(Call call, String text) {
        call.surroundings().out().println(text);
        call.surroundings().out().flush();
    }

    private static boolean fromDevice(JsonObject message) {
        return !message.getString("device_name", "").isEmpty()
                && !message.containsKey("dropped")
                && !message.getString("topic").contains("/messages/devicebound");
    }

    /** What of a message is shown beside its payload. */
    private record Properties(boolean application, boolean system, boolean annotations, Optional<String> contentType) {

        static Properties of(Call call) {
            List<String> wanted = new ArrayList<>();
            call.all("--properties").forEach(each -> wanted.addAll(List.of(each.split("[, ]+"))));
            boolean all = wanted.contains("all");
            for (String each : wanted) {
                if (!List.of("app", "sys", "anno", "all").contains(each)) {
                    throw Failure.usage("--properties " + each + " was wrong (expected: app, sys, anno or all)");
                }
            }
            return new Properties(
                    all || wanted.contains("app"),
                    all || wanted.contains("sys"),
                    all || wanted.contains("anno"),
                    call.text("--content-type"));
        }
    }

    private static JsonObject event(JsonObject message, Properties shown) {
        JsonObject system = object(message, "system");
        String type = shown.contentType().orElse(system.getString("content_type", ""));
        JsonObjectBuilder event = Json.createObjectBuilder()
                .add("origin", message.getString("device_name"))
                .add("module", "")
                .add("interface", "")
                .add("component", "")
                .add("payload", payload(Base64.getDecoder().decode(message.getString("payload", "")), type));
        JsonObjectBuilder properties = Json.createObjectBuilder();
        if (shown.application()) {
            properties.add("application", object(message, "properties"));
        }
        if (shown.system()) {
            properties.add("system", system);
        }
        if (shown.application() || shown.system()) {
            event.add("properties", properties);
        }
        if (shown.annotations()) {
            event.add(
                    "annotations",
                    Json.createObjectBuilder()
                            .add("iothub-connection-device-id", message.getString("device_name"))
                            .add("iothub-enqueuedtime", message.getString("time"))
                            .add("iothub-message-source", "Telemetry")
                            .add("x-opt-sequence-number", message.getString("id", "")));
        }
        return Json.createObjectBuilder().add("event", event).build();
    }

    private static JsonObject object(JsonObject message, String name) {
        return message.get(name) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    }

    private static JsonValue payload(byte[] bytes, String type) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (type.toLowerCase(Locale.ROOT).contains("json")) {
                try (JsonReader reader = Json.createReader(new StringReader(text))) {
                    return reader.readValue();
                } catch (JsonException none) {
                    return Json.createValue(text);
                }
            }
            return Json.createValue(text);
        } catch (CharacterCodingException binary) {
            return Json.createValue(Base64.getEncoder().encodeToString(bytes));
        }
    }

    static Status feedback(Call call) {
        AzureCloud cloud = AzureCloud.of(call);
        JsonObject hub = AzTokens.hub(call, cloud);
        line(call, "Starting C2D feedback monitor, use ctrl-c to stop...");
        return feedback(call, cloud, hub, call.text("--wait-on-msg"));
    }

    /** Until the answer about that message is there; for ever where none is named. */
    static Status feedback(Call call, AzureCloud cloud, JsonObject hub, Optional<String> messageId) {
        Optional<String> device = call.text("--device-id");
        while (true) {
            Reply reply = cloud.data(hub, "GET", "/messages/serviceBound/feedback", Optional.empty(), Map.of())
                    .orThrow();
            boolean found = false;
            if (reply.status() == 200) {
                for (JsonValue each : reply.json().asJsonArray()) {
                    JsonObject feedback = each.asJsonObject();
                    if (device.isEmpty() || feedback.getString("deviceId", "").equals(device.get())) {
                        line(call, Printer.pretty(AzureFeedback.of(feedback)));
                    }
                    found |= messageId.isPresent()
                            && feedback.get("originalMessageId") instanceof JsonString id
                            && id.getString().equals(messageId.get());
                }
                if (call.surroundings().out().areLost()) {
                    return Status.DONE;
                }
                String lock = reply.headers().firstValue("ETag").orElse("").replace("\"", "");
                cloud.data(hub, "DELETE", "/messages/serviceBound/feedback/" + lock, Optional.empty(), Map.of())
                        .orThrow();
            }
            if (found) {
                return Status.DONE;
            }
            Pause.millis(PAUSE_MILLIS);
        }
    }
}
