package org.axletree.mqtt.wire;

import io.netty.buffer.ByteBuf;
import org.axletree.core.message.Qos;

/**
 * Reads the PUBLISHes of one connection (MQTT 5 section 3.3). The fields are those of the packet that was read last, so that
 * reading makes no object.
 */
public final class PublishReader {
    private static final int DUP = 0x08;
    private static final int RETAIN = 0x01;

    private final TopicNames topics = new TopicNames();

    private TopicName topic;
    private Qos qos;
    private boolean dup;
    private boolean retain;
    private int packetId;
    private int payloadFrom;

    /** @throws PacketException if the packet is malformed */
    public void read(int first, ByteBuf buffer, int from, int to) {
        readFlags(first);
        if (to - from < 2) {
            throw PacketException.malformed("topic: without a length (expected: two bytes)");
        }
        int length = buffer.getUnsignedShort(from);
        int at = from + 2 + length;
        if (at > to) {
            throw PacketException.malformed("topic: " + length + " bytes where " + (to - from - 2) + " are left");
        }
        topic = topics.read(buffer, from + 2, length);
        packetId = 0;
        if (qos != Qos.AT_MOST_ONCE) {
            readPacketId(buffer, at, to);
            at += 2;
        }
        payloadFrom = at;
    }

    private void readFlags(int first) {
        int level = first >>> 1 & 3;
        if (level == 3) {
            // MQTT-3.3.1-4
            throw PacketException.malformed("qos: 3 (expected: 0, 1 or 2)");
        }
        qos = Qos.of(level);
        dup = (first & DUP) != 0;
        if (dup && level == 0) {
            // MQTT-3.3.1-2
            throw PacketException.malformed("DUP at QoS 0 (expected: not set)");
        }
        retain = (first & RETAIN) != 0;
    }

    private void readPacketId(ByteBuf buffer, int at, int to) {
        if (at + 2 > to) {
            throw PacketException.malformed("packet identifier: missing (expected: two bytes)");
        }
        packetId = buffer.getUnsignedShort(at);
        if (packetId == 0) {
            // MQTT-2.2.1-3
            throw PacketException.malformed("packet identifier: 0 (expected: 1 to 65535)");
        }
    }

    public TopicName topic() {
        return topic;
    }

    public Qos qos() {
        return qos;
    }

    public boolean dup() {
        return dup;
    }

    public boolean retain() {
        return retain;
    }

    /** 0 at QoS 0. */
    public int packetId() {
        return packetId;
    }

    /** Where the payload begins in the buffer; it ends with the packet. */
    public int payloadFrom() {
        return payloadFrom;
    }
}
