package org.axletree.core.message;

import java.util.Objects;
import org.axletree.core.topic.Topic;

/** A message that the hub itself says to devices. */
public record HubMessage(
        String topic, Qos qos, boolean retain, long receivedAt, byte[] payload, MessageProperties properties)
        implements Message {
    public HubMessage {
        Topic.requireValid(topic);
        Objects.requireNonNull(qos, "qos");
        Objects.requireNonNull(properties, "properties");
        payload = payload.clone();
    }

    /** A message without properties. */
    public HubMessage(String topic, Qos qos, boolean retain, long receivedAt, byte[] payload) {
        this(topic, qos, retain, receivedAt, payload, MessageProperties.NONE);
    }

    @Override
    public byte[] payload() {
        return payload.clone();
    }

    @Override
    public int payloadSize() {
        return payload.length;
    }
}
