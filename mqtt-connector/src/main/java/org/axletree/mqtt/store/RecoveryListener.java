package org.axletree.mqtt.store;

import java.util.List;

/**
 * Hears what survived, at the start, before anybody is let in. The order: sessions, subscriptions, wills, packet identifiers,
 * messages (in the order of their numbers), retained messages, what sessions were fed of them. What belongs to a session is told only if the session is.
 */
public interface RecoveryListener {
    void session(StoredSession session);

    void subscription(long session, StoredSubscription subscription);

    void will(long session, StoredWill will);

    /** A QoS 2 message of this packet identifier was received and not yet released. */
    void received(long session, int packetId);

    /** @param waiting those that do not have it yet; one at least */
    void message(StoredMessage message, List<Waiting> waiting);

    void retained(String hubId, StoredMessage message);

    /** The session has, or waits for, a retained message that a subscription brought; its feed goes on without it. */
    void fed(long session, long retained);
}
