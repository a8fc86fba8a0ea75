package org.axletree.mqtt.store;

import java.util.ArrayList;
import java.util.List;

/** RecoveryListener as lines of text, for tests to compare. */
class Remembering implements RecoveryListener {
    final List<String> lines = new ArrayList<>();

    @Override
    public void session(StoredSession session) {
        lines.add(session.toString());
    }

    @Override
    public void subscription(long session, StoredSubscription subscription) {
        lines.add(session + " " + subscription);
    }

    @Override
    public void will(long session, StoredWill will) {
        lines.add(session + " will after " + will.delaySeconds() + " s for " + will.expirySeconds() + " s "
                + text(will.message()));
    }

    @Override
    public void received(long session, int packetId) {
        lines.add(session + " received " + packetId);
    }

    @Override
    public void message(StoredMessage message, List<Waiting> waiting) {
        lines.add(text(message) + " " + waiting);
    }

    @Override
    public void retained(String hubId, StoredMessage message) {
        lines.add(hubId + " retained " + text(message));
    }

    @Override
    public void fed(long session, long retained) {
        lines.add(session + " fed " + retained);
    }

    static String text(StoredMessage message) {
        return message.id() + " " + message.topic() + " " + message.qos() + " " + message.retain() + " "
                + message.receivedAt() + " " + message.expiresAt() + " " + new String(message.properties()) + " "
                + new String(message.payload());
    }
}
