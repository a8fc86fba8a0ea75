package org.axletree.mqtt.wire;

import io.netty.buffer.ByteBuf;

/** Writes PUBLISH (MQTT 3.1.1 section 3.3) up to its payload. */
public final class PublishWriter {
    private static final int LONGEST_FIXED_HEADER = 5;
    private static final int QOS_AT = 1;

    private PublishWriter() {}

    /** Most bytes before the payload. */
    public static int headSize(byte[] topic) {
        return LONGEST_FIXED_HEADER + 2 + topic.length + 2;
    }

    /** @param packetId not written at QoS 0 */
    public static void head(ByteBuf out, int qos, byte[] topic, int packetId, int payloadSize) {
        out.writeByte(PacketKind.PUBLISH << 4 | qos << QOS_AT);
        VariableInteger.write(out, 2 + topic.length + (qos == 0 ? 0 : 2) + payloadSize);
        out.writeShort(topic.length).writeBytes(topic);
        if (qos != 0) {
            out.writeShort(packetId);
        }
    }
}
