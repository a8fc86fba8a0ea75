package org.axletree.mqtt.store;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.axletree.core.message.Qos;
import org.axletree.core.topic.SubscriptionFilter;

/**
 * A durable session that is to get a message.
 *
 * @param session its number
 * @param qos the quality of service it gets the message with, 1 or 2
 * @param retain the retain flag it gets the message with (MQTT-3.3.1-12)
 * @param subscriptionIdentifiers of its subscriptions that matched (MQTT-3.3.4-3)
 * @param share the shared subscription by which it gets the message, if it is one
 */
public record Recipient(
        long session,
        Qos qos,
        boolean retain,
        List<Integer> subscriptionIdentifiers,
        Optional<SubscriptionFilter> share) {
    public Recipient {
        Objects.requireNonNull(qos, "qos");
        Objects.requireNonNull(share, "share");
        subscriptionIdentifiers = List.copyOf(subscriptionIdentifiers);
    }

    /** One who shares it with nobody. */
    public Recipient(long session, Qos qos, boolean retain, List<Integer> subscriptionIdentifiers) {
        this(session, qos, retain, subscriptionIdentifiers, Optional.empty());
    }
}
