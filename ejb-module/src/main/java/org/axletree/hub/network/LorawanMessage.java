package org.axletree.hub.network;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a call-back of a LoRaWAN network server says about itself. The Things Stack v3 and ChirpStack v4 are told apart by their
 * fields.
 */
final class LorawanMessage {
    /** Fields of The Things Stack that name the event. */
    private static final Map<String, String> THINGS_STACK_EVENTS = Map.of(
            "uplink_message", "up",
            "join_accept", "join",
            "downlink_ack", "ack",
            "downlink_nack", "nack",
            "downlink_sent", "sent",
            "downlink_failed", "failed",
            "downlink_queued", "queued",
            "location_solved", "location",
            "service_data", "service");

    private LorawanMessage() {}

    /**
     * What a topic may be made of, by the names of a template.
     *
     * @param event what the request's address says of it, as ChirpStack's do
     * @throws IllegalArgumentException if it is of neither
     */
    static Map<String, String> values(JsonObject body, Optional<String> event) {
        Optional<JsonObject> things = object(body, "end_device_ids");
        Optional<JsonObject> chirp = object(body, "deviceInfo");
        if (things.isPresent()) {
            return ofThingsStack(body, things.get());
        }
        return chirp.map(device -> ofChirpStack(body, device, event))
                .orElseThrow(() -> new IllegalArgumentException("body: neither end_device_ids nor deviceInfo"
                        + " (expected: JSON of The Things Stack v3 or ChirpStack v4)"));
    }

    private static Map<String, String> ofThingsStack(JsonObject body, JsonObject ids) {
        Map<String, String> values = new HashMap<>();
        object(ids, "application_ids")
                .ifPresent(ofApplication -> put(values, "application_id", ofApplication, "application_id"));
        put(values, "device_id", ids, "device_id");
        put(values, "device_name", ids, "device_id");
        put(values, "device_eui", ids, "dev_eui");
        THINGS_STACK_EVENTS.forEach((field, name) -> object(body, field).ifPresent(said -> {
            values.put("event", name);
            put(values, "f_port", said, "f_port");
        }));
        return values;
    }

    private static Map<String, String> ofChirpStack(JsonObject body, JsonObject device, Optional<String> event) {
        Map<String, String> values = new HashMap<>();
        put(values, "application_id", device, "applicationId");
        put(values, "device_id", device, "devEui");
        put(values, "device_eui", device, "devEui");
        put(values, "device_name", device, "deviceName");
        put(values, "f_port", body, "fPort");
        values.put("event", event.orElse(body.containsKey("fPort") ? "up" : "status"));
        return values;
    }

    private static void put(Map<String, String> values, String name, JsonObject object, String field) {
        JsonValue value = object.get(field);
        if (value instanceof JsonString text) {
            values.put(name, text.getString());
        } else if (value instanceof JsonNumber number && number.isIntegral()) {
            values.put(name, number.toString());
        }
    }

    private static Optional<JsonObject> object(JsonObject parent, String field) {
        return parent.get(field) instanceof JsonObject found ? Optional.of(found) : Optional.empty();
    }
}
