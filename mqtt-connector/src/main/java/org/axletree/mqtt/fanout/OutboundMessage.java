package org.axletree.mqtt.fanout;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.axletree.core.message.Qos;

/** A message on its way to subscribers, with the topic already in the bytes of the wire. Counted by its payload's references. */
public final class OutboundMessage {
    private final String topic;
    private final byte[] topicBytes;
    private final Qos qos;
    private final ByteBuf payload;

    /** @param payload shared; this takes no reference of its own */
    public OutboundMessage(String topic, Qos qos, ByteBuf payload) {
        this(topic, topic.getBytes(StandardCharsets.UTF_8), qos, payload);
    }

    private OutboundMessage(String topic, byte[] topicBytes, Qos qos, ByteBuf payload) {
        this.topic = topic;
        this.topicBytes = topicBytes;
        this.qos = qos;
        this.payload = payload;
    }

    public String topic() {
        return topic;
    }

    /** In UTF-8; not to be changed. */
    public byte[] topicBytes() {
        return topicBytes;
    }

    public Qos qos() {
        return qos;
    }

    /** Not to be read from but by index: several event loops may send it at once. */
    public ByteBuf payload() {
        return payload;
    }

    public int payloadSize() {
        return payload.readableBytes();
    }

    /**
     * The message for who keeps it a while, with a reference of its own. A small payload is copied, since the buffer that
     * it is a part of would stay in memory with it.
     */
    public OutboundMessage keep() {
        int size = payload.readableBytes();
        boolean wholeBuffer =
                payload.unwrap() == null || size >= payload.unwrap().capacity() / 2;
        ByteBuf own = wholeBuffer
                ? payload.retain()
                : payload.alloc().buffer(size, size).writeBytes(payload, payload.readerIndex(), size);
        return new OutboundMessage(topic, topicBytes, qos, own);
    }

    public void retain() {
        payload.retain();
    }

    public void release() {
        payload.release();
    }
}
