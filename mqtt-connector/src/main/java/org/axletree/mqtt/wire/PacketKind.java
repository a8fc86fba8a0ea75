package org.axletree.mqtt.wire;

import org.axletree.core.outcome.Reason;

/** The kinds of control packets: the upper half of a packet's first byte (MQTT 5 section 2.1.2). */
public final class PacketKind {
    public static final int CONNECT = 1;
    public static final int CONNACK = 2;
    public static final int PUBLISH = 3;
    public static final int PUBACK = 4;
    public static final int PUBREC = 5;
    public static final int PUBREL = 6;
    public static final int PUBCOMP = 7;
    public static final int SUBSCRIBE = 8;
    public static final int SUBACK = 9;
    public static final int UNSUBSCRIBE = 10;
    public static final int UNSUBACK = 11;
    public static final int PINGREQ = 12;
    public static final int PINGRESP = 13;
    public static final int DISCONNECT = 14;
    /** Since MQTT 5. */
    public static final int AUTH = 15;

    private static final int ALL_FLAGS = 0x0F;
    /** What MQTT 3.1 called DUP in every packet that may be sent again. */
    private static final int DUP = 0x08;

    private static final int RESERVED_FLAGS = 0x02;

    private static final String[] NAMES = {
        "packet of type 0",
        "CONNECT",
        "CONNACK",
        "PUBLISH",
        "PUBACK",
        "PUBREC",
        "PUBREL",
        "PUBCOMP",
        "SUBSCRIBE",
        "SUBACK",
        "UNSUBSCRIBE",
        "UNSUBACK",
        "PINGREQ",
        "PINGRESP",
        "DISCONNECT",
        "AUTH"
    };

    private PacketKind() {}

    /** The kind of the packet that begins with this byte. */
    public static int of(int first) {
        return first >>> 4 & ALL_FLAGS;
    }

    /** Whether it is PUBACK, PUBREC, PUBREL or PUBCOMP. */
    public static boolean isAcknowledgement(int kind) {
        return kind >= PUBACK && kind <= PUBCOMP;
    }

    /** The name of the packet that begins with this byte. */
    public static String name(int first) {
        return NAMES[of(first)];
    }

    /**
     * Checks the first byte of any packet but PUBLISH, where each bit means something.
     *
     * @throws PacketException if there is no such packet, or a reserved bit is wrong (MQTT-2.2.2-2, in MQTT 5
     *     MQTT-2.1.3-1)
     */
    public static void requireFlags(int first, MqttVersion version) {
        int kind = of(first);
        if (kind == 0 || kind == AUTH && version != MqttVersion.MQTT_5) {
            throw new PacketException(Reason.UNKNOWN_PACKET, Integer.toString(kind));
        }
        boolean carriesBits = kind == PUBREL || kind == SUBSCRIBE || kind == UNSUBSCRIBE;
        int flags = first & ALL_FLAGS;
        if (carriesBits && version == MqttVersion.MQTT_3_1) {
            flags &= ~DUP;
        }
        int expected = carriesBits ? RESERVED_FLAGS : 0;
        if (flags != expected) {
            throw new PacketException(
                    Reason.MALFORMED_PACKET, "flags: " + (first & ALL_FLAGS) + " (expected: " + expected + ")");
        }
    }
}
