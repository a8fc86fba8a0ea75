package org.axletree.mqtt.wire;

import io.netty.buffer.ByteBuf;
import java.util.List;

/** Writes PUBLISH (MQTT 5 section 3.3) up to its payload. */
public final class PublishWriter {
    private static final int DUP = 0x08;
    private static final int RETAIN = 0x01;
    private static final int QOS_AT = 1;
    /** What MQTT 3 has instead of the size of the properties. */
    public static final int WITHOUT_PROPERTIES = -1;

    private PublishWriter() {}

    /**
     * Bytes of the properties, without the length in front.
     *
     * @param expirySeconds what is left of the message expiry interval; {@link RawProperties#NEVER} for none
     * @param topicAlias 0 for none
     * @param identifiers of the subscriptions that brought the message
     * @param forwarded as by {@link RawProperties#forwarded()}
     */
    public static int propertiesSize(long expirySeconds, int topicAlias, List<Integer> identifiers, byte[] forwarded) {
        int size = forwarded.length + (expirySeconds == RawProperties.NEVER ? 0 : 5) + (topicAlias == 0 ? 0 : 3);
        for (int i = 0; i < identifiers.size(); i++) {
            size += 1 + VariableInteger.size(identifiers.get(i));
        }
        return size;
    }

    /** The first byte of the packet. */
    public static int first(int qos, boolean dup, boolean retain) {
        return PacketKind.PUBLISH << 4 | (dup ? DUP : 0) | qos << QOS_AT | (retain ? RETAIN : 0);
    }

    /** The remaining length: all of the packet behind it. */
    public static int remaining(int first, byte[] topic, int propertiesSize, int payloadSize) {
        return 2
                + topic.length
                + (qos(first) == 0 ? 0 : 2)
                + (propertiesSize == WITHOUT_PROPERTIES ? 0 : VariableInteger.size(propertiesSize) + propertiesSize)
                + payloadSize;
    }

    /** Bytes of the whole packet. */
    public static int size(int remaining) {
        return 1 + VariableInteger.size(remaining) + remaining;
    }

    /**
     * Writes what stands before the properties.
     *
     * @param packetId not written at QoS 0
     */
    public static void head(ByteBuf out, int first, int remaining, byte[] topic, int packetId, int propertiesSize) {
        out.writeByte(first);
        VariableInteger.write(out, remaining);
        out.writeShort(topic.length).writeBytes(topic);
        if (qos(first) != 0) {
            out.writeShort(packetId);
        }
        if (propertiesSize != WITHOUT_PROPERTIES) {
            VariableInteger.write(out, propertiesSize);
        }
    }

    /** Writes as many bytes as {@link #propertiesSize} says. */
    public static void properties(
            ByteBuf out, long expirySeconds, int topicAlias, List<Integer> identifiers, byte[] forwarded) {
        if (expirySeconds != RawProperties.NEVER) {
            out.writeByte(Property.MESSAGE_EXPIRY.id()).writeInt((int) expirySeconds);
        }
        if (topicAlias != 0) {
            out.writeByte(Property.TOPIC_ALIAS.id()).writeShort(topicAlias);
        }
        for (int i = 0; i < identifiers.size(); i++) {
            out.writeByte(Property.SUBSCRIPTION_ID.id());
            VariableInteger.write(out, identifiers.get(i));
        }
        out.writeBytes(forwarded);
    }

    private static int qos(int first) {
        return first >>> QOS_AT & 3;
    }
}
