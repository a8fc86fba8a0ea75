package org.axletree.hub.registry.route;

import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import java.util.Locale;
import java.util.Map;
import org.axletree.hub.registry.StrictJson;

/** How a route delivers, in the API's words, which the database has too. */
public final class DeliveryPolicyJson {
    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    private DeliveryPolicyJson() {}

    public static JsonObject of(DeliveryPolicy policy) {
        return JSON.createObjectBuilder()
                .add("first_pause_ms", policy.firstPauseMillis())
                .add("max_pause_ms", policy.maxPauseMillis())
                .add("max_attempts", policy.maxAttempts())
                .add("max_age_seconds", policy.maxAgeSeconds())
                .add("backlog_messages", policy.backlogMessages())
                .add("backlog_bytes", policy.backlogBytes())
                .add("when_full", policy.whenFull().name().toLowerCase(Locale.ROOT))
                .add("batch", policy.batch())
                .add("on_dead", policy.onDead())
                .build();
    }

    /** What is not in the text is as it is by default. */
    static DeliveryPolicy read(String text) {
        JsonObject json = StrictJson.object("delivery", text);
        DeliveryPolicy standard = DeliveryPolicy.STANDARD;
        return new DeliveryPolicy(
                json.getInt("first_pause_ms", standard.firstPauseMillis()),
                json.getInt("max_pause_ms", standard.maxPauseMillis()),
                json.getInt("max_attempts", standard.maxAttempts()),
                json.getInt("max_age_seconds", standard.maxAgeSeconds()),
                json.getInt("backlog_messages", standard.backlogMessages()),
                json.containsKey("backlog_bytes")
                        ? json.getJsonNumber("backlog_bytes").longValue()
                        : standard.backlogBytes(),
                DeliveryPolicy.WhenFull.valueOf(
                        json.getString("when_full", standard.whenFull().name()).toUpperCase(Locale.ROOT)),
                json.getInt("batch", standard.batch()),
                json.getString("on_dead", standard.onDead()));
    }
}
