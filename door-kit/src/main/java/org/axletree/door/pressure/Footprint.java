package org.axletree.door.pressure;

import org.axletree.core.limit.Kept;

/**
 * What things take that are kept for devices, in bytes of memory, roughly and rather too much: what counts towards the
 * allowance of their hub ({@link Kept}, ADR 42). Texts count twice: they are there as one string and cut into levels, or as a
 * string and in the bytes of the wire.
 */
public final class Footprint {
    /** A session that outlives its connection, beside its client identifier. */
    public static final int SESSION = Kept.SESSION.bytes();
    /** A subscription, beside its filter. */
    public static final int SUBSCRIPTION = Kept.SUBSCRIPTION.bytes();
    /** A level of a topic or filter: a node of a tree, its map and its key. */
    public static final int LEVEL = Kept.LEVEL.bytes();
    /** A message, beside its topic, properties and payload. */
    public static final int MESSAGE = Kept.MESSAGE.bytes();
    /** That a message is to go to one more session. */
    public static final int RECIPIENT = Kept.RECIPIENT.bytes();
    /** The packet identifier of a QoS 2 message that the client has not released. */
    public static final int PACKET_ID = Kept.PACKET_ID.bytes();
    /** The note that a session was fed a retained message. */
    public static final int FED = Kept.FED.bytes();
    /** A topic that a connection has an alias for, or used lately, beside its name. */
    public static final int TOPIC = Kept.TOPIC.bytes();

    /** Strings without a higher character have a byte for each, others two. */
    private static final char LATIN = 255;

    private Footprint() {}

    /** A session that outlives its connection. */
    public static int session(String clientId) {
        return SESSION + text(clientId);
    }

    /**
     * A subscription.
     *
     * @param filter as the client wrote it
     */
    public static int subscription(String filter) {
        return SUBSCRIPTION + text(filter) + LEVEL * levels(filter);
    }

    /** A message that waits for one session or several. */
    public static int message(int topicBytes, int propertyBytes, int payloadBytes) {
        return MESSAGE + 2 * topicBytes + propertyBytes + payloadBytes;
    }

    /** A message that is retained: beside it stands its topic, level by level. */
    public static int retained(String topic, int propertyBytes, int payloadBytes) {
        return MESSAGE + text(topic) + LEVEL * levels(topic) + propertyBytes + payloadBytes;
    }

    /** A topic that a connection knows. */
    public static int topic(int topicBytes) {
        return TOPIC + 2 * topicBytes;
    }

    /** As one string and cut into pieces, or as a string and in the bytes of the wire. */
    public static int text(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) > LATIN) {
                return 4 * length;
            }
        }
        return 2 * length;
    }

    private static int levels(String topic) {
        int levels = 1;
        for (int i = topic.indexOf('/'); i >= 0; i = topic.indexOf('/', i + 1)) {
            levels++;
        }
        return levels;
    }
}
