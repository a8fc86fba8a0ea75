package org.axletree.verification.bench.load;

import org.axletree.verification.bench.broker.Broker;

/**
 * Who publishes to whom, and how.
 *
 * @param shape who hears whom
 * @param persistent whether the subscribers' sessions outlive their connections
 * @param batch messages in one write
 * @param window deliveries outstanding in all; with a fixed rate, unacknowledged messages of one publisher
 * @param messagesPerSecond of all publishers together; 0 for as many as the broker delivers
 */
public record FlowPlan(
        Shape shape,
        int publishers,
        int subscribers,
        int qos,
        boolean persistent,
        int payloadBytes,
        int batch,
        int window,
        int messagesPerSecond,
        Broker.Listener listener) {
    private static final int PAYLOAD = 128;
    private static final int BATCH = 10;
    private static final int WINDOW = 4_000;
    private static final int WINDOW_WITH_RATE = 500;

    /** Who hears whom. */
    public enum Shape {
        /** Everybody publishes, each subscriber hears all. */
        FAN_IN,
        /** One topic, each subscriber hears all. */
        FAN_OUT,
        /** Each publisher has its subscriber. */
        PAIRED
    }

    public static FlowPlan of(Shape shape, int publishers, int subscribers, int qos) {
        return new FlowPlan(
                shape, publishers, subscribers, qos, false, PAYLOAD, BATCH, WINDOW, 0, Broker.Listener.PLAIN);
    }

    /** Sessions of the subscribers outlive their connections. */
    public FlowPlan withPersistentSessions() {
        return new FlowPlan(
                shape, publishers, subscribers, qos, true, payloadBytes, batch, window, messagesPerSecond, listener);
    }

    public FlowPlan withBatch(int messages, int outstanding) {
        return new FlowPlan(
                shape,
                publishers,
                subscribers,
                qos,
                persistent,
                payloadBytes,
                messages,
                outstanding,
                messagesPerSecond,
                listener);
    }

    public FlowPlan withPayload(int bytes) {
        return new FlowPlan(
                shape, publishers, subscribers, qos, persistent, bytes, batch, window, messagesPerSecond, listener);
    }

    public FlowPlan atRate(int perSecond) {
        return new FlowPlan(
                shape,
                publishers,
                subscribers,
                qos,
                persistent,
                payloadBytes,
                1,
                WINDOW_WITH_RATE,
                perSecond,
                listener);
    }

    public FlowPlan over(Broker.Listener other) {
        return new FlowPlan(
                shape, publishers, subscribers, qos, persistent, payloadBytes, batch, window, messagesPerSecond, other);
    }

    boolean isPaired() {
        return shape == Shape.PAIRED;
    }

    int deliveriesOfEach() {
        return isPaired() ? 1 : subscribers;
    }

    String topic(String root, int publisher) {
        return shape == Shape.FAN_OUT ? root + "/flow/all" : root + "/flow/" + publisher + "/t";
    }

    String filter(String root, int subscriber) {
        return switch (shape) {
            case FAN_IN -> root + "/flow/#";
            case FAN_OUT -> root + "/flow/all";
            case PAIRED -> root + "/flow/" + subscriber + "/t";
        };
    }
}
