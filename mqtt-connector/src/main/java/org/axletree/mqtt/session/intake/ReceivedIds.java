package org.axletree.mqtt.session.intake;

import java.util.BitSet;

/** The QoS 2 messages of one client that were received and not yet released, by packet identifier (MQTT 5 section 4.3.3). */
final class ReceivedIds {
    private final BitSet known = new BitSet(0);
    private final BitSet unanswered = new BitSet(0);
    private final BitSet releasedEarly = new BitSet(0);

    /** A message comes. Answers false if it has come before. */
    boolean add(int packetId) {
        if (known.get(packetId)) {
            return false;
        }
        known.set(packetId);
        unanswered.set(packetId);
        return true;
    }

    /** It was received before a restart. */
    void restore(int packetId) {
        known.set(packetId);
    }

    /** Its PUBREC is sent. Answers whether PUBREL has come already, which is now to be heard. */
    boolean answered(int packetId) {
        unanswered.clear(packetId);
        boolean early = releasedEarly.get(packetId);
        releasedEarly.clear(packetId);
        return early;
    }

    /** It is as if it had never come. */
    void forget(int packetId) {
        known.clear(packetId);
        answered(packetId);
    }

    /** Whether PUBREL came before its PUBREC went, and so has to wait for it. */
    boolean isTooEarly(int packetId) {
        if (unanswered.get(packetId)) {
            releasedEarly.set(packetId);
            return true;
        }
        return false;
    }

    /** PUBREL. Answers whether the identifier was known. */
    boolean release(int packetId) {
        boolean was = known.get(packetId);
        known.clear(packetId);
        return was;
    }
}
