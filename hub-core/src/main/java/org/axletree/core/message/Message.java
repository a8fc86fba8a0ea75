package org.axletree.core.message;

import java.util.List;

/**
 * A message as it travels through a hub. Front doors implement it over their own buffers, so that a payload is copied only
 * where somebody needs it.
 */
public interface Message {
    /** The topic name it was published to; valid by {@link org.axletree.core.topic.Topic#problemWith(String)}. */
    String topic();

    /** The quality of service it was published with. */
    Qos qos();

    /** Whether it was published to be retained. */
    boolean retain();

    /** When the hub received it, in milliseconds since 1970-01-01T00:00Z. */
    long receivedAt();

    /** A copy of the payload, the caller's to keep. May be empty. */
    byte[] payload();

    /** The size of the payload in bytes, without copying it. */
    int payloadSize();

    /** What the message says about itself; {@link MessageProperties#NONE} for MQTT 3. May be made at each call. */
    MessageProperties properties();

    /**
     * What the sender's dialect tells of the message besides, under the names that routes tell it by. Subscribers do not get
     * it. Most messages have none.
     */
    default List<UserProperty> annotations() {
        return List.of();
    }
}
