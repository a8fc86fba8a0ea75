package org.axletree.hub.dialect.huawei;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;

/** What devices say in JSON, read leniently: a field that is missing or of another kind is as good as empty. */
final class HuaweiJson {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");

    private HuaweiJson() {}

    static String text(JsonObject json, String name) {
        return json.get(name) instanceof JsonString text ? text.getString() : "";
    }

    static JsonObject object(JsonObject json, String name) {
        return json.get(name) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    }

    static List<JsonObject> objects(JsonObject json, String name) {
        return json.get(name) instanceof JsonArray array
                ? array.stream()
                        .filter(JsonObject.class::isInstance)
                        .map(JsonObject.class::cast)
                        .toList()
                : List.of();
    }

    static List<String> texts(JsonObject json, String name) {
        return json.get(name) instanceof JsonArray array
                ? array.stream()
                        .filter(JsonString.class::isInstance)
                        .map(text -> ((JsonString) text).getString())
                        .toList()
                : List.of();
    }

    /** A time as {@code 20260301T081011Z}; the other one where there is none, or it is none. */
    static Instant time(JsonObject json, String name, Instant otherwise) {
        String text = text(json, name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException none) {
            return otherwise;
        }
    }

    static String time(Instant time) {
        return TIME.format(time.atOffset(ZoneOffset.UTC));
    }

    /** An event of a service, as devices are told one. */
    static JsonObjectBuilder event(String service, String type, Instant time, JsonObject paras) {
        return Json.createObjectBuilder()
                .add("service_id", service)
                .add("event_type", type)
                .add("event_time", time(time))
                .add("paras", paras);
    }

    /** What stands on {@code events/down}. */
    static JsonObject events(String deviceId, JsonArrayBuilder events) {
        return Json.createObjectBuilder()
                .add("object_device_id", deviceId)
                .add("services", events)
                .build();
    }

    static byte[] bytes(JsonObject json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
