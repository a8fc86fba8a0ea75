package org.axletree.web.rest;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Base64;
import org.axletree.hub.delivery.log.DeadLetter;
import org.axletree.hub.delivery.log.LoggedMessage;
import org.axletree.hub.delivery.log.Origin;

/** Dead letters in the API's words. */
final class DeadLetterJson {
    private DeadLetterJson() {}

    static JsonObject of(DeadLetter letter) {
        LoggedMessage message = letter.message();
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", letter.id())
                .add("topic", message.topic())
                .add("payload", Base64.getEncoder().encodeToString(message.payload()));
        json.add(origin(message.origin().kind()), message.origin().id());
        return json.add("received_at", ApiTime.of(Instant.ofEpochMilli(message.receivedAt())))
                .add("dead_at", ApiTime.of(Instant.ofEpochMilli(letter.deadAt())))
                .add("attempts", letter.attempts())
                .add("error", letter.error())
                .build();
    }

    private static String origin(Origin.Kind kind) {
        return switch (kind) {
            case DEVICE, HUB -> "device_id";
            case NETWORK -> "network_id";
            case BRIDGE -> "bridge_id";
            case HUB_OF_ROUTE -> "route_id";
        };
    }
}
