package org.axletree.core.message;

import java.util.List;
import java.util.Objects;
import org.axletree.core.topic.Topic;

/** A message that the hub itself made: one that it says, or a device's as the hub has it. */
public record HubMessage(
        String topic,
        Qos qos,
        boolean retain,
        long receivedAt,
        byte[] payload,
        MessageProperties properties,
        List<UserProperty> annotations)
        implements Message {
    public HubMessage {
        Topic.requireValid(topic);
        Objects.requireNonNull(qos, "qos");
        Objects.requireNonNull(properties, "properties");
        payload = payload.clone();
        annotations = List.copyOf(annotations);
    }

    /** A message without annotations. */
    public HubMessage(
            String topic, Qos qos, boolean retain, long receivedAt, byte[] payload, MessageProperties properties) {
        this(topic, qos, retain, receivedAt, payload, properties, List.of());
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
