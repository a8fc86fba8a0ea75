package org.axletree.mqtt.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.mqtt.MqttMessage;
import org.axletree.mqtt.fanout.OutboundMessage;

/**
 * What goes out on one connection. Small packets of one event-loop turn are gathered into one buffer and written together;
 * the event loop flushes when the turn ends.
 */
public final class Outbox {
    private static final int FIRST_CAPACITY = 256;
    private static final int MOST_GATHERED = 64 * 1024;
    /** From this size on a payload is written as it is instead of being copied. */
    private static final int LARGE_PAYLOAD = 8 * 1024;

    private static final int PUBLISH = 0x30;
    private static final int PUBACK = 0x40;
    private static final int QOS_1 = 0x02;

    private final Channel channel;
    private final Loop loop;
    private ByteBuf gathered;
    private int usualSize = FIRST_CAPACITY;
    private boolean flushing;

    public Outbox(Channel channel, Loop loop) {
        this.channel = channel;
        this.loop = loop;
    }

    /** Whether the peer reads what it is sent; if not, there is enough in memory for it already. */
    boolean isWritable() {
        return channel.isWritable();
    }

    public void send(MqttMessage message) {
        writeGathered();
        channel.write(message, channel.voidPromise());
        flushSoon();
    }

    /** Sends a last packet, then closes the connection. */
    public void sendLast(MqttMessage message) {
        writeGathered();
        channel.writeAndFlush(message).addListener(ChannelFutureListener.CLOSE);
    }

    public void sendPubAck(int packetId) {
        ByteBuf buffer = room(4);
        buffer.writeByte(PUBACK).writeByte(2).writeShort(packetId);
        flushSoon();
    }

    /** @param packetId 0 for QoS 0 */
    void sendPublish(OutboundMessage message, int packetId) {
        byte[] topic = message.topicBytes();
        ByteBuf payload = message.payload();
        int size = payload.readableBytes();
        int remaining = 2 + topic.length + (packetId == 0 ? 0 : 2) + size;
        boolean large = size >= LARGE_PAYLOAD;
        // The retain flag is for those who subscribe later only (MQTT-3.3.1-9).
        ByteBuf buffer = room(5 + remaining - (large ? size : 0));
        buffer.writeByte(packetId == 0 ? PUBLISH : PUBLISH | QOS_1);
        writeLength(buffer, remaining);
        buffer.writeShort(topic.length).writeBytes(topic);
        if (packetId != 0) {
            buffer.writeShort(packetId);
        }
        if (large) {
            writeGathered();
            channel.write(payload.retainedDuplicate(), channel.voidPromise());
        } else {
            buffer.writeBytes(payload, payload.readerIndex(), size);
        }
        loop.counters().sent.increment();
        flushSoon();
    }

    private static void writeLength(ByteBuf buffer, int length) {
        int rest = length;
        while (rest > 0x7F) {
            buffer.writeByte(rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        buffer.writeByte(rest);
    }

    private ByteBuf room(int bytes) {
        if (gathered != null && gathered.readableBytes() + bytes > MOST_GATHERED) {
            writeGathered();
        }
        if (gathered == null) {
            gathered = channel.alloc().directBuffer(Math.max(usualSize, bytes));
        }
        return gathered;
    }

    private void writeGathered() {
        if (gathered != null) {
            ByteBuf full = gathered;
            gathered = null;
            usualSize = Math.min(MOST_GATHERED, Math.max(FIRST_CAPACITY, full.readableBytes()));
            channel.write(full, channel.voidPromise());
        }
    }

    private void flushSoon() {
        if (!flushing) {
            flushing = true;
            loop.flushSoon(this);
        }
    }

    /** The turn ends. */
    void flush() {
        flushing = false;
        writeGathered();
        channel.flush();
    }

    /** The connection ends: what was gathered goes out first. */
    public void flushLast() {
        writeGathered();
        channel.flush();
    }

    /** The connection has ended. */
    public void discard() {
        if (gathered != null) {
            gathered.release();
            gathered = null;
        }
    }
}
