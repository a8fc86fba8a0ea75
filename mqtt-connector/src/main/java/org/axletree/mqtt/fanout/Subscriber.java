package org.axletree.mqtt.fanout;

/** Somebody who gets messages: a session. */
public interface Subscriber {
    /** Number of the event loop on whose thread alone {@link #deliver} may be called. Never changes. */
    int loopNumber();

    /** Whether several of its filters may match one topic. From any thread. */
    boolean hasSeveralSubscriptions();

    /** Its number in the store, if QoS 1 and 2 messages are to be kept there for it; 0 if not. Never changes. */
    long storeId();

    /** From any thread. */
    Readiness readiness();

    /**
     * Sends the message, or keeps it until there is room, or drops and counts it.
     *
     * @param message stays the caller's; who keeps it retains it
     * @param grant how it gets it, by all of its filters that matched
     */
    void deliver(OutboundMessage message, Grant grant);
}
