package org.axletree.mqtt.session.intake;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axletree.core.message.Message;
import org.axletree.core.message.MessageProperties;
import org.axletree.core.message.Qos;
import org.axletree.core.message.UserProperty;
import org.axletree.core.time.SteadyClock;
import org.axletree.mqtt.fanout.OutboundMessage;
import org.axletree.mqtt.store.StoredMessage;
import org.axletree.mqtt.wire.RawProperties;
import org.axletree.mqtt.wire.TopicName;

/**
 * A message over the buffer that it was read into, of which it holds a reference until it is released; or in the words that the
 * hub has for it.
 */
abstract class BufferedMessage implements Message {
    private final TopicName topic;
    private final Qos qos;
    private final boolean retain;
    private final RawProperties properties;
    private ByteBuf payload;
    /** Null for most messages, which are as they came. */
    private Message canonical;

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

    /** The device's dialect has other words for it than the hub, which is told, keeps and routes these. */
    final void rewrite(Message inTheWordsOfTheHub) {
        canonical = inTheWordsOfTheHub;
        payload.release();
        payload = Unpooled.EMPTY_BUFFER;
    }

    /** The quality of service it came with, by which it is acknowledged. */
    final Qos publishedQos() {
        return qos;
    }

    /**
     * The same on its way out.
     *
     * @param retained whether it is to be retained
     */
    final OutboundMessage outbound(boolean retained) {
        if (canonical != null) {
            return OutboundMessage.of(canonical, retained, readAt);
        }
        long expiry = properties.expirySeconds();
        return new OutboundMessage(
                topic,
                qos,
                retained,
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
        return canonical == null ? topic.text() : canonical.topic();
    }

    @Override
    public final Qos qos() {
        return canonical == null ? qos : canonical.qos();
    }

    @Override
    public final boolean retain() {
        return canonical == null ? retain : canonical.retain();
    }

    @Override
    public final long receivedAt() {
        return readAt + clock().lead();
    }

    @Override
    public final byte[] payload() {
        return canonical == null
                ? ByteBufUtil.getBytes(payload, payload.readerIndex(), payload.readableBytes(), true)
                : canonical.payload();
    }

    @Override
    public final int payloadSize() {
        return canonical == null ? payload.readableBytes() : canonical.payloadSize();
    }

    @Override
    public final MessageProperties properties() {
        return canonical == null ? properties.read() : canonical.properties();
    }

    @Override
    public final List<UserProperty> annotations() {
        return canonical == null ? List.of() : canonical.annotations();
    }
}
