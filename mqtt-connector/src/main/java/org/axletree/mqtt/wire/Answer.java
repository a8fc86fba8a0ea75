package org.axletree.mqtt.wire;

import io.netty.buffer.ByteBuf;

/** Writes the short packets with which a server answers most. Each takes as many bytes as its constant says. */
public final class Answer {
    /** Bytes of a PUBACK, PUBREC, PUBREL or PUBCOMP without a reason. */
    public static final int ACKNOWLEDGEMENT_BYTES = 4;

    /** Bytes of a PINGRESP. */
    public static final int PINGRESP_BYTES = 2;

    static final int RESERVED_FLAGS_OF_PUBREL = 0x02;

    private Answer() {}

    /** @param kind PUBACK, PUBREC, PUBREL or PUBCOMP */
    public static void acknowledgement(ByteBuf out, int kind, int packetId) {
        int flags = kind == PacketKind.PUBREL ? RESERVED_FLAGS_OF_PUBREL : 0;
        out.writeInt((kind << 4 | flags) << 24 | 2 << 16 | packetId);
    }

    /** The same with a reason code of MQTT 5; takes one byte more. */
    public static void acknowledgement(ByteBuf out, int kind, int packetId, int reasonCode) {
        int flags = kind == PacketKind.PUBREL ? RESERVED_FLAGS_OF_PUBREL : 0;
        out.writeInt((kind << 4 | flags) << 24 | 3 << 16 | packetId).writeByte(reasonCode);
    }

    public static void pingResp(ByteBuf out) {
        out.writeShort(PacketKind.PINGRESP << 12);
    }
}
