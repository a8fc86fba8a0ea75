package org.axletree.mqtt.session.intake;

import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import org.axletree.door.pressure.Footprint;
import org.axletree.door.pressure.Share;

/** The QoS 2 messages of one client that were received and not yet released, by packet identifier (MQTT 5 section 4.3.3). */
final class ReceivedIds {
    private static final byte KNOWN = 1;
    private static final byte UNANSWERED = 2;
    private static final byte RELEASED_EARLY = 4;

    private final IntObjectMap<Byte> states = new IntObjectHashMap<>(4);
    /** How many of them have room. */
    private int counted;

    /** A message comes. Answers false if it has come before. */
    boolean add(int packetId) {
        if (is(packetId, KNOWN)) {
            return false;
        }
        set(packetId, KNOWN | UNANSWERED);
        return true;
    }

    /** It was received before a restart. */
    void restore(int packetId) {
        set(packetId, KNOWN);
    }

    /** Its PUBREC is sent. Answers whether PUBREL has come already, which is now to be heard. */
    boolean answered(int packetId) {
        boolean early = is(packetId, RELEASED_EARLY);
        clear(packetId, UNANSWERED | RELEASED_EARLY);
        return early;
    }

    /** It is as if it had never come. */
    void forget(int packetId) {
        states.remove(packetId);
    }

    /** Whether PUBREL came before its PUBREC went, and so has to wait for it. */
    boolean isTooEarly(int packetId) {
        if (is(packetId, UNANSWERED)) {
            set(packetId, RELEASED_EARLY);
            return true;
        }
        return false;
    }

    /** PUBREL. Answers whether the identifier was known. */
    boolean release(int packetId) {
        boolean was = is(packetId, KNOWN);
        clear(packetId, KNOWN);
        return was;
    }

    /** Takes room for what is known; answers false if there is none. */
    boolean hasRoom(Share share) {
        int more = states.size() - counted;
        if (more > 0 && !share.take((long) Footprint.PACKET_ID * more)) {
            return false;
        }
        if (more < 0) {
            share.give((long) Footprint.PACKET_ID * -more);
        }
        counted = states.size();
        return true;
    }

    /** The same, whether or not there is some. */
    void takeRoom(Share share) {
        share.takeAnyway((long) Footprint.PACKET_ID * (states.size() - counted));
        counted = states.size();
    }

    private boolean is(int packetId, int flag) {
        Byte state = states.get(packetId);
        return state != null && (state & flag) != 0;
    }

    private void set(int packetId, int flags) {
        Byte state = states.get(packetId);
        states.put(packetId, Byte.valueOf((byte) ((state == null ? 0 : state) | flags)));
    }

    private void clear(int packetId, int flags) {
        Byte state = states.get(packetId);
        if (state != null) {
            int left = state & ~flags;
            if (left == 0) {
                states.remove(packetId);
            } else {
                states.put(packetId, Byte.valueOf((byte) left));
            }
        }
    }
}
