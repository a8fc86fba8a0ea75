package org.axletree.mqtt.fanout;

import org.axletree.core.message.Qos;

/** Somebody who gets messages: a session. */
public interface Subscriber {
    /** Number of the event loop on whose thread alone {@link #deliver} may be called. */
    int loopNumber();

    /** Whether several of its filters may match one topic. */
    boolean hasSeveralSubscriptions();

    /**
     * Sends the message, or keeps it until there is room, or drops and counts it.
     *
     * @param message stays the caller's; who keeps it retains it
     * @param granted the highest quality of service that a matching filter was granted
     */
    void deliver(OutboundMessage message, Qos granted);
}
