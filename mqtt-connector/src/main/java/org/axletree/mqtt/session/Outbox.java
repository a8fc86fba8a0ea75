package org.axletree.mqtt.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import org.axletree.mqtt.fanout.OutboundMessage;
import org.axletree.mqtt.wire.Answer;
import org.axletree.mqtt.wire.PacketKind;
import org.axletree.mqtt.wire.PublishWriter;

/**
 * What goes out on one connection. Small packets of one event-loop turn are gathered into one buffer and written together;
 * the event loop flushes when the turn ends.
 */
public final class Outbox {
    private static final int FIRST_CAPACITY = 256;
    private static final int MOST_GATHERED = 64 * 1024;
    /** From this size on a payload is written as it is instead of being copied. */
    private static final int LARGE_PAYLOAD = 8 * 1024;

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

    /**
     * Room for a packet that is to be written now and goes out when the turn ends.
     *
     * @param bytes most bytes of the packet
     */
    public ByteBuf begin(int bytes) {
        flushSoon();
        return room(bytes);
    }

    /** Sends a packet that comes now and then, when the turn ends. */
    public void send(byte[] packet) {
        if (packet.length > 0) {
            begin(packet.length).writeBytes(packet);
        }
    }

    /** Closes the connection when all that was written has gone out. */
    public void sendAllAndClose() {
        writeGathered();
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    public void sendPubAck(int packetId) {
        Answer.acknowledgement(begin(Answer.ACKNOWLEDGEMENT_BYTES), PacketKind.PUBACK, packetId);
    }

    /** @param packetId 0 for QoS 0 */
    void sendPublish(OutboundMessage message, int packetId) {
        byte[] topic = message.topicBytes();
        ByteBuf payload = message.payload();
        int size = payload.readableBytes();
        boolean large = size >= LARGE_PAYLOAD;
        // The retain flag is for those who subscribe later only (MQTT-3.3.1-9).
        ByteBuf buffer = begin(PublishWriter.headSize(topic) + (large ? 0 : size));
        PublishWriter.head(buffer, packetId == 0 ? 0 : 1, topic, packetId, size);
        if (large) {
            writeGathered();
            channel.write(payload.retainedDuplicate(), channel.voidPromise());
        } else {
            buffer.writeBytes(payload, payload.readerIndex(), size);
        }
        loop.counters().sent.increment();
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
