package org.axletree.mqtt.fanout;

import io.netty.buffer.ByteBuf;
import org.axletree.core.message.Qos;
import org.axletree.mqtt.wire.TopicName;

/** A message on its way to subscribers, with the topic already in the bytes of the wire. Counted by its payload's references. */
public final class OutboundMessage {
    private final TopicName topic;
    private final Qos qos;
    private final ByteBuf payload;

    /** @param payload shared; this takes no reference of its own */
    public OutboundMessage(TopicName topic, Qos qos, ByteBuf payload) {
        this.topic = topic;
        this.qos = qos;
        this.payload = payload;
    }

    public String topic() {
        return topic.text();
    }

    /** In UTF-8; not to be changed. */
    public byte[] topicBytes() {
        return topic.bytes();
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
        return new OutboundMessage(topic, qos, own);
    }

    public void retain() {
        payload.retain();
    }

    public void release() {
        payload.release();
    }
}
