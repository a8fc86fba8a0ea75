package org.axletree.mqtt.wire;

import java.util.Objects;
import org.axletree.core.message.Qos;
import org.axletree.core.topic.SubscriptionFilter;

/**
 * One filter of a SUBSCRIBE (MQTT 5 section 3.8.3.1).
 *
 * @param identifier of the subscription; 0 for none
 */
public record SubscriptionRequest(
        SubscriptionFilter filter,
        Qos qos,
        boolean noLocal,
        boolean retainAsPublished,
        RetainHandling retainHandling,
        int identifier) {
    /** Which retained messages a subscription brings. */
    public enum RetainHandling {
        /** All that match. */
        SEND,
        /** All that match, if the subscription is new. */
        SEND_IF_NEW,
        /** None. */
        DO_NOT_SEND
    }

    private static final RetainHandling[] RETAIN_HANDLINGS = RetainHandling.values();

    /** @param handling 0, 1 or 2 */
    static RetainHandling retainHandling(int handling) {
        return RETAIN_HANDLINGS[handling];
    }

    public SubscriptionRequest {
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(qos, "qos");
        Objects.requireNonNull(retainHandling, "retainHandling");
    }

    /** A filter of an MQTT 3 client. */
    public static SubscriptionRequest ofMqtt3(SubscriptionFilter filter, Qos qos) {
        return new SubscriptionRequest(filter, qos, false, false, RetainHandling.SEND, 0);
    }
}
