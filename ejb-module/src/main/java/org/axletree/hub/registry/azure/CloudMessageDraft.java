package org.axletree.hub.registry.azure;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Instant;
import java.util.Optional;

/**
 * A message to a device as somebody sends it.
 *
 * @param messageId by which the sender knows it; may be empty
 * @param ack of what the sender wants to hear: {@code none}, {@code positive}, {@code negative} or {@code full}
 * @param expiry when it is of no use any more; empty: after the hub's own time
 */
public record CloudMessageDraft(
        String messageId, String ack, Optional<Instant> expiry, JsonObject properties, byte[] payload) {

    /** What counts against the limit: the payload, and the names and values of the properties. */
    int bytes() {
        return payload.length
                + properties.entrySet().stream()
                        .mapToInt(each -> each.getKey().length()
                                + ((JsonString) each.getValue()).getString().length())
                        .sum();
    }
}
