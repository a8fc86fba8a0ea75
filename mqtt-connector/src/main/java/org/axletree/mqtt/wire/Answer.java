package org.axletree.mqtt.wire;

import io.netty.buffer.ByteBuf;

/** Writes the short packets with which a server answers. Each takes at most what its constant or size says. */
public final class Answer {
    /** Bytes of a PUBACK, PUBREC, PUBREL or PUBCOMP without a reason. */
    public static final int ACKNOWLEDGEMENT_BYTES = 4;

    /** Bytes of a PINGRESP. */
    public static final int PINGRESP_BYTES = 2;
    /** Most bytes of a CONNACK without properties. */
    public static final int CONNACK_BYTES = 5;

    private static final int RESERVED_FLAGS_OF_PUBREL = 0x02;

    private Answer() {}

    /** @param kind PUBACK, PUBREC, PUBREL or PUBCOMP */
    public static void acknowledgement(ByteBuf out, int kind, int packetId) {
        int flags = kind == PacketKind.PUBREL ? RESERVED_FLAGS_OF_PUBREL : 0;
        out.writeInt((kind << 4 | flags) << 24 | 2 << 16 | packetId);
    }

    public static void pingResp(ByteBuf out) {
        out.writeShort(PacketKind.PINGRESP << 12);
    }

    public static void connAck(ByteBuf out, MqttVersion version, boolean sessionPresent, int code) {
        boolean properties = version == MqttVersion.MQTT_5;
        out.writeByte(PacketKind.CONNACK << 4)
                .writeByte(properties ? 3 : 2)
                .writeByte(sessionPresent ? 1 : 0)
                .writeByte(code);
        if (properties) {
            out.writeByte(0);
        }
    }

    /** Most bytes of a SUBACK or UNSUBACK for so many filters. */
    public static int listSize(int filters) {
        return 1 + 4 + 2 + 1 + filters;
    }

    /** @param codes one for each filter, in their order */
    public static void subAck(ByteBuf out, MqttVersion version, int packetId, byte[] codes) {
        list(out, PacketKind.SUBACK, version, packetId, codes);
    }

    /** @param codes one for each filter, in their order; not told in MQTT 3 */
    public static void unsubAck(ByteBuf out, MqttVersion version, int packetId, byte[] codes) {
        list(out, PacketKind.UNSUBACK, version, packetId, version == MqttVersion.MQTT_5 ? codes : new byte[0]);
    }

    private static void list(ByteBuf out, int kind, MqttVersion version, int packetId, byte[] codes) {
        boolean properties = version == MqttVersion.MQTT_5;
        out.writeByte(kind << 4);
        VariableInteger.write(out, 2 + (properties ? 1 : 0) + codes.length);
        out.writeShort(packetId);
        if (properties) {
            out.writeByte(0);
        }
        out.writeBytes(codes);
    }
}
