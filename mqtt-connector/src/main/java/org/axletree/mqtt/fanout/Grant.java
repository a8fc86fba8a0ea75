package org.axletree.mqtt.fanout;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.axletree.core.message.Qos;
import org.axletree.core.topic.SubscriptionFilter;

/**
 * How a subscriber gets what a subscription matches (MQTT 5 section 3.8.3.1).
 *
 * @param qos at most
 * @param noLocal whether its own messages are not for it
 * @param retainAsPublished whether the messages keep their retain flag
 * @param identifiers of the subscriptions that brought it; sent along
 * @param share the subscription, if it is one of several that share what it matches
 */
public record Grant(
        Qos qos,
        boolean noLocal,
        boolean retainAsPublished,
        List<Integer> identifiers,
        Optional<SubscriptionFilter> share) {
    public Grant {
        Objects.requireNonNull(qos, "qos");
        Objects.requireNonNull(share, "share");
        identifiers = List.copyOf(identifiers);
    }

    /** A grant of a subscription that is not shared. */
    public Grant(Qos qos, boolean noLocal, boolean retainAsPublished, List<Integer> identifiers) {
        this(qos, noLocal, retainAsPublished, identifiers, Optional.empty());
    }

    /** A grant of an MQTT 3 client. */
    public static Grant of(Qos qos) {
        return new Grant(qos, false, false, List.of());
    }

    /** Both at once: the higher quality of service and all identifiers (MQTT-3.3.4-2, MQTT-3.3.4-3). */
    public Grant and(Grant other) {
        if (identifiers.isEmpty()
                && other.identifiers.isEmpty()
                && noLocal == other.noLocal
                && retainAsPublished == other.retainAsPublished) {
            return qos.compareTo(other.qos) >= 0 ? this : other;
        }
        List<Integer> all = new ArrayList<>(identifiers);
        all.addAll(other.identifiers);
        return new Grant(
                qos.compareTo(other.qos) >= 0 ? qos : other.qos,
                noLocal && other.noLocal,
                retainAsPublished || other.retainAsPublished,
                all);
    }

    /** The same for retained messages that a new subscription brings: they keep their flag (MQTT-3.3.1-8). */
    public Grant forRetained() {
        return new Grant(qos, noLocal, true, identifiers);
    }
}
