package org.axletree.mqtt.wire;

import io.netty.buffer.ByteBuf;

/**
 * PUBACK, PUBREC, PUBREL and PUBCOMP (MQTT 5 sections 3.4 to 3.7), read into one number so that no object is made: the
 * packet identifier, and the reason code above it.
 */
public final class Acknowledgement {
    private static final int ID = 0xFFFF;
    private static final int REASON_AT = 16;

    private Acknowledgement() {}

    /**
     * @param kind of the packet
     * @throws PacketException if the packet is malformed
     */
    public static int read(int kind, ByteBuf buffer, int from, int to, MqttVersion version) {
        int length = to - from;
        if (length < 2 || length > 2 && version != MqttVersion.MQTT_5) {
            throw PacketException.malformed(
                    "length: " + length + " (expected: 2" + (version == MqttVersion.MQTT_5 ? " or more)" : ")"));
        }
        int id = buffer.getUnsignedShort(from);
        if (id == 0) {
            throw PacketException.malformed("packet identifier: 0 (expected: 1 to 65535)");
        }
        return length == 2 ? id : id | reason(kind, new Fields(buffer, from + 2, to)) << REASON_AT;
    }

    private static int reason(int kind, Fields fields) {
        int reason = fields.oneByte("reason code");
        ReasonCodes.requireOfAcknowledgement(kind, reason);
        if (fields.hasMore()) {
            Properties.read(fields, Property.Place.ACKNOWLEDGEMENT);
            fields.requireEnd();
        }
        return reason;
    }

    public static int packetId(int acknowledgement) {
        return acknowledgement & ID;
    }

    /** 0 for success; from 0x80 on for a failure. */
    public static int reasonCode(int acknowledgement) {
        return acknowledgement >>> REASON_AT;
    }
}
