package org.axletree.mqtt.store;

import java.util.Objects;
import org.axletree.core.message.Qos;

/**
 * A message as it is written down. Arrays are not copied: who hands them over leaves them alone.
 *
 * @param id by {@link Store#newId()}; messages are read back in its order
 * @param qos it was published with
 * @param retain whether it was published to be retained
 * @param receivedAt milliseconds since 1970, by the system's clock
 * @param expiresAt milliseconds by {@link Store#clock()}; {@link #NEVER} if it does not
 * @param properties the properties that are only forwarded, in the bytes of MQTT 5; may be empty
 */
public record StoredMessage(
        long id,
        String topic,
        Qos qos,
        boolean retain,
        long receivedAt,
        long expiresAt,
        byte[] properties,
        byte[] payload) {
    /** The {@code expiresAt} of a message that does not expire. */
    public static final long NEVER = Long.MAX_VALUE;

    public StoredMessage {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(qos, "qos");
        Objects.requireNonNull(properties, "properties");
        Objects.requireNonNull(payload, "payload");
    }
}
