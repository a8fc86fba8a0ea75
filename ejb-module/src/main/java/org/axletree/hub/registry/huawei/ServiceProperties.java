package org.axletree.hub.registry.huawei;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Objects;

/**
 * Properties of one service of a device, as somebody says them.
 *
 * @param properties by name; {@code null} takes one away
 * @param at when they were so
 */
public record ServiceProperties(String serviceId, JsonObject properties, Instant at) {
    public ServiceProperties {
        Objects.requireNonNull(serviceId, "serviceId");
        Objects.requireNonNull(properties, "properties");
        Objects.requireNonNull(at, "at");
    }

    /** What is known after these were said: a property is replaced as a whole, and others stay. */
    JsonObject over(JsonObject known) {
        JsonObjectBuilder merged = Json.createObjectBuilder(known);
        properties.forEach((name, value) -> {
            if (value == JsonValue.NULL) {
                merged.remove(name);
            } else {
                merged.add(name, value);
            }
        });
        return merged.build();
    }

    /** These, and what was said later of the same service. */
    public ServiceProperties then(ServiceProperties later) {
        JsonObjectBuilder both = Json.createObjectBuilder(properties);
        later.properties.forEach(both::add);
        return new ServiceProperties(serviceId, both.build(), later.at);
    }
}
