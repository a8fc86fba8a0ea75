package org.axletree.mqtt.fanout;

import org.axletree.core.topic.SubscriptionFilter;

/** One topic filter of one subscriber, shared or not. Compared by identity. */
public final class Subscription implements Interest {
    private final Subscriber subscriber;
    private final SubscriptionFilter filter;
    private volatile Grant grant;

    public Subscription(Subscriber subscriber, SubscriptionFilter filter, Grant grant) {
        this.subscriber = subscriber;
        this.filter = filter;
        this.grant = grant;
    }

    public Subscriber subscriber() {
        return subscriber;
    }

    public SubscriptionFilter filter() {
        return filter;
    }

    public Grant grant() {
        return grant;
    }

    /** The same filter again, with other options (MQTT-3.8.4-3). */
    public void grant(Grant other) {
        grant = other;
    }
}
