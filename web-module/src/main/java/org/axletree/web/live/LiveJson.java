package org.axletree.web.live;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.axletree.core.message.MessageProperties;
import org.axletree.core.message.UserProperty;
import org.axletree.hub.history.HubEvent;
import org.axletree.hub.live.LiveMessage;
import org.axletree.hub.live.Numbered;

/** Messages and events as whoever watches reads them. */
public final class LiveJson {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private LiveJson() {}

    /** A message: {@code properties} are its user properties, {@code system} whatever else it says about itself. */
    public static JsonObject message(Numbered<LiveMessage> numbered) {
        LiveMessage message = numbered.value();
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", numbered.id())
                .add("time", time(message.time()))
                .add("device_id", message.deviceId())
                .add("device_name", message.deviceName())
                .add("network_id", message.networkId())
                .add("topic", message.topic())
                .add("qos", message.qos().level())
                .add("retain", message.retain())
                .add("payload", Base64.getEncoder().encodeToString(message.payload()))
                .add("properties", byName(message.properties().userProperties()))
                .add("system", system(message));
        message.dropped().ifPresent(reason -> json.add("dropped", reason.label()));
        return json.build();
    }

    /** A name that is there several times has all its values, in an array. */
    private static JsonObject byName(List<UserProperty> properties) {
        Map<String, JsonArrayBuilder> repeated = new LinkedHashMap<>();
        Map<String, String> single = new LinkedHashMap<>();
        for (UserProperty property : properties) {
            String before = single.put(property.name(), property.value());
            if (before != null) {
                repeated.computeIfAbsent(property.name(), name -> Json.createArrayBuilder()
                                .add(before))
                        .add(property.value());
            }
        }
        JsonObjectBuilder json = Json.createObjectBuilder();
        single.forEach((name, value) -> {
            if (repeated.containsKey(name)) {
                json.add(name, repeated.get(name));
            } else {
                json.add(name, value);
            }
        });
        return json.build();
    }

    private static JsonObject system(LiveMessage message) {
        MessageProperties properties = message.properties();
        JsonObjectBuilder json = Json.createObjectBuilder();
        if (!properties.contentType().isEmpty()) {
            json.add("content_type", properties.contentType());
        }
        if (!properties.responseTopic().isEmpty()) {
            json.add("response_topic", properties.responseTopic());
        }
        if (properties.correlationData().length > 0) {
            json.add("correlation_data", Base64.getEncoder().encodeToString(properties.correlationData()));
        }
        properties.expirySeconds().ifPresent(seconds -> json.add("expiry_seconds", seconds));
        message.annotations().forEach(annotation -> json.add(annotation.name(), annotation.value()));
        return json.build();
    }

    /** An event, in the words of its list. */
    public static JsonObject event(Numbered<HubEvent> numbered) {
        HubEvent event = numbered.value();
        return Json.createObjectBuilder()
                .add("id", numbered.id())
                .add("time", time(event.time()))
                .add("severity", event.severity().name().toLowerCase(Locale.ROOT))
                .add("object-type", "device")
                .add("object-id", event.deviceId().isEmpty() ? "unknown" : event.deviceId())
                .add("object-name", event.deviceName())
                .add("reason", event.reason().label())
                .add("msg", event.message())
                .add("packet", event.packet())
                .add("source-address", event.remoteAddress())
                .build();
    }

    private static String time(Instant time) {
        return TIME.format(time);
    }
}
