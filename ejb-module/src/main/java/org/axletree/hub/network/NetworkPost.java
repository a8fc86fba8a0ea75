package org.axletree.hub.network;

import java.util.Objects;
import java.util.Optional;

/**
 * A message as it comes by a network.
 *
 * @param topic what the sender says of the topic; empty where the message itself tells it
 * @param event what the address says of the event; empty if nothing
 * @param payload not copied
 */
public record NetworkPost(Optional<String> topic, Optional<String> event, byte[] payload) {
    public NetworkPost {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(payload, "payload");
    }
}
