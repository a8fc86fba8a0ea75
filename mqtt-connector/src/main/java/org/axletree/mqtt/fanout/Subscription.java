package org.axletree.mqtt.fanout;

import org.axletree.core.message.Qos;
import org.axletree.core.topic.TopicFilter;

/** One topic filter of one subscriber. Compared by identity. */
public final class Subscription {
    private final Subscriber subscriber;
    private final TopicFilter filter;
    private volatile Qos granted;

    public Subscription(Subscriber subscriber, TopicFilter filter, Qos granted) {
        this.subscriber = subscriber;
        this.filter = filter;
        this.granted = granted;
    }

    public Subscriber subscriber() {
        return subscriber;
    }

    public TopicFilter filter() {
        return filter;
    }

    public Qos granted() {
        return granted;
    }

    /** The same filter again, with another quality of service (MQTT-3.8.4-3). */
    public void grant(Qos qos) {
        granted = qos;
    }
}
