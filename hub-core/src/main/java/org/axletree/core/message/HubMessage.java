package org.axletree.core.message;

import java.util.List;
import java.util.Objects;
import org.axletree.core.topic.Topic;

/** A message that the hub itself says to devices. */
public record HubMessage(
        String topic, Qos qos, boolean retain, long receivedAt, byte[] payload, List<UserProperty> userProperties)
        implements Message {
    public HubMessage {
        Topic.requireValid(topic);
        Objects.requireNonNull(qos, "qos");
        payload = payload.clone();
        userProperties = List.copyOf(userProperties);
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
