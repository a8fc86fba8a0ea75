package org.axletree.mqtt.store;

import java.util.List;
import java.util.Objects;
import org.axletree.core.message.Qos;

/**
 * A durable session that is to get a message.
 *
 * @param session its number
 * @param qos the quality of service it gets the message with, 1 or 2
 * @param retain the retain flag it gets the message with (MQTT-3.3.1-12)
 * @param subscriptionIdentifiers of its subscriptions that matched (MQTT-3.3.4-3)
 */
public record Recipient(long session, Qos qos, boolean retain, List<Integer> subscriptionIdentifiers) {
    public Recipient {
        Objects.requireNonNull(qos, "qos");
        subscriptionIdentifiers = List.copyOf(subscriptionIdentifiers);
    }
}
