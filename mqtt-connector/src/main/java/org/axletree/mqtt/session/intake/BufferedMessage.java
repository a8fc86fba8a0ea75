package org.axletree.mqtt.session.intake;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.concurrent.TimeUnit;
import org.axletree.core.message.Message;
import org.axletree.core.message.MessageProperties;
import org.axletree.core.message.Qos;
import org.axletree.core.time.SteadyClock;
import org.axletree.mqtt.fanout.OutboundMessage;
import org.axletree.mqtt.store.StoredMessage;
import org.axletree.mqtt.wire.RawProperties;
import org.axletree.mqtt.wire.TopicName;

/** A message over the buffer that it was read into, of which it holds a reference until it is released. */
abstract class BufferedMessage implements Message {
    private final TopicName topic;
    private final Qos qos;
    private final boolean retain;
    private final RawProperties properties;
    private ByteBuf payload;
    /** By the clock of the event loop. */
    private long readAt;

    /** @param payload this takes over the caller's reference */
    BufferedMessage(TopicName topic, Qos qos, boolean retain, RawProperties properties, ByteBuf payload) {
        this.topic = topic;
        this.qos = qos;
        this.retain = retain;
        this.properties = properties;
        this.payload = payload;
    }

    /** The same on its way out. */
    final OutboundMessage outbound() {
        long expiry = properties.expirySeconds();
        return new OutboundMessage(
                topic,
                qos,
                retain,
                expiry == RawProperties.NEVER ? StoredMessage.NEVER : readAt + TimeUnit.SECONDS.toMillis(expiry),
                properties.forwarded(),
                payload);
    }

    /** Copies the payload out of the buffer that it was read into with its neighbours, since it will stay a while. */
    final void settleIn() {
        int size = payload.readableBytes();
        ByteBuf own = payload.alloc().buffer(size, Math.max(size, 1));
        own.writeBytes(payload, payload.readerIndex(), size);
        payload.release();
        payload = own;
    }

    /** That of the event loop. */
    abstract SteadyClock clock();

    public final void release() {
        payload.release();
    }

    public final void receivedAt(long millis) {
        readAt = millis;
    }

    @Override
    public final String topic() {
        return topic.text();
    }

    @Override
    public final Qos qos() {
        return qos;
    }

    @Override
    public final boolean retain() {
        return retain;
    }

    @Override
    public final long receivedAt() {
        return readAt + clock().lead();
    }

    @Override
    public final byte[] payload() {
        return ByteBufUtil.getBytes(payload, payload.readerIndex(), payload.readableBytes(), true);
    }

    @Override
    public final int payloadSize() {
        return payload.readableBytes();
    }

    @Override
    public final MessageProperties properties() {
        return properties.read();
    }
}
