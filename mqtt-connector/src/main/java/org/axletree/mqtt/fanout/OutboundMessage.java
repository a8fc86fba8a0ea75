package org.axletree.mqtt.fanout;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.axletree.core.message.Message;
import org.axletree.core.message.Qos;
import org.axletree.door.pressure.Allowance;
import org.axletree.door.pressure.Footprint;
import org.axletree.mqtt.store.Changes;
import org.axletree.mqtt.store.Recipient;
import org.axletree.mqtt.store.StoredMessage;
import org.axletree.mqtt.wire.RawProperties;
import org.axletree.mqtt.wire.TopicName;

/** A message on its way to subscribers, with the topic already in the bytes of the wire. Counted by its payload's references. */
public final class OutboundMessage {
    private static final int GIVEN_TOGETHER = 16;

    private final TopicName topic;
    private final Qos qos;
    private final boolean retain;
    private final long expiresAt;
    private final byte[] properties;
    private final ByteBuf payload;
    private final Keeping keeping;

    /** What a message in the store needs to know to leave it. */
    private record Keeping(long id, int most, AtomicInteger recipients, Allowance allowance) {
        static final Keeping NONE = new Keeping(0, 0, new AtomicInteger(), null);

        static Keeping of(long id, int recipients, Allowance allowance) {
            return new Keeping(id, recipients, new AtomicInteger(recipients), allowance);
        }
    }

    /**
     * @param expiresAt milliseconds by the clock of the event loops, or {@link StoredMessage#NEVER}
     * @param properties those that are only forwarded, in the bytes of MQTT 5
     * @param payload shared; this takes no reference of its own
     */
    public OutboundMessage(
            TopicName topic, Qos qos, boolean retain, long expiresAt, byte[] properties, ByteBuf payload) {
        this(topic, qos, retain, expiresAt, properties, payload, Keeping.NONE);
    }

    private OutboundMessage(
            TopicName topic,
            Qos qos,
            boolean retain,
            long expiresAt,
            byte[] properties,
            ByteBuf payload,
            Keeping keeping) {
        this.topic = topic;
        this.qos = qos;
        this.retain = retain;
        this.expiresAt = expiresAt;
        this.properties = properties;
        this.payload = payload;
        this.keeping = keeping;
    }

    /**
     * A message of the hub's own.
     *
     * @param now by the clock of the event loop
     */
    public static OutboundMessage of(Message message, long now) {
        return of(message, message.retain(), now);
    }

    /**
     * A message as the hub has it.
     *
     * @param retained whether it is to be retained
     * @param now by the clock of the event loop
     */
    public static OutboundMessage of(Message message, boolean retained, long now) {
        RawProperties properties = RawProperties.of(message.properties());
        long expiry = properties.expirySeconds();
        return new OutboundMessage(
                TopicName.of(message.topic()),
                message.qos(),
                retained,
                expiry == RawProperties.NEVER ? StoredMessage.NEVER : now + TimeUnit.SECONDS.toMillis(expiry),
                properties.forwarded(),
                Unpooled.wrappedBuffer(message.payload()));
    }

    /** A message as the store has it. */
    public static OutboundMessage of(StoredMessage stored, int recipients, Allowance allowance) {
        return new OutboundMessage(
                TopicName.of(stored.topic()),
                stored.qos(),
                stored.retain(),
                stored.expiresAt(),
                stored.properties(),
                Unpooled.wrappedBuffer(stored.payload()),
                Keeping.of(stored.id(), recipients, allowance));
    }

    /** As it is written down. */
    StoredMessage toStore(long id) {
        return new StoredMessage(
                id,
                topic.text(),
                qos,
                retain,
                System.currentTimeMillis(),
                expiresAt,
                properties,
                ByteBufUtil.getBytes(payload, payload.readerIndex(), payload.readableBytes(), true));
    }

    /** The same message, once it is stored for its recipients. */
    OutboundMessage keep(Changes changes, long id, List<Recipient> recipients, Allowance allowance) {
        StoredMessage stored = toStore(id);
        changes.message(stored, recipients);
        return new OutboundMessage(
                topic,
                qos,
                retain,
                expiresAt,
                properties,
                Unpooled.wrappedBuffer(stored.payload()),
                Keeping.of(id, recipients.size(), allowance));
    }

    public TopicName topic() {
        return topic;
    }

    public Qos qos() {
        return qos;
    }

    /** Whether it was published to be retained. */
    public boolean retain() {
        return retain;
    }

    /** When it is of no more use, in milliseconds by the clock of the event loops; {@link StoredMessage#NEVER} for always. */
    public long expiresAt() {
        return expiresAt;
    }

    /** Properties that are only forwarded, in the bytes of MQTT 5. Not to be changed. */
    public byte[] properties() {
        return properties;
    }

    /** Not to be read from but by index: several event loops may send it at once. */
    public ByteBuf payload() {
        return payload;
    }

    public int payloadSize() {
        return payload.readableBytes();
    }

    /** Roughly what it takes in memory and in the store. */
    public int size() {
        return Footprint.message(topic.bytes().length, properties.length, payload.readableBytes());
    }

    /** The same with what it takes that it is to go to so many sessions. */
    public int sizeFor(int recipients) {
        return size() + Footprint.RECIPIENT * recipients;
    }

    /** Whether the store has it, for those of its subscribers whose sessions outlive their connections. */
    public boolean isKept() {
        return keeping.id != 0;
    }

    /** Its number in the store. */
    public long id() {
        return keeping.id;
    }

    /** A recipient in the store needs it no more; with the last of them it leaves the store. */
    public void done(Changes changes, long session) {
        changes.done(keeping.id, session);
        int left = keeping.recipients.decrementAndGet();
        if (left % GIVEN_TOGETHER == 0) {
            // Those of many recipients in portions: what all event loops share is not touched for each of them.
            int rest = keeping.most % GIVEN_TOGETHER;
            int gone = left > 0 || rest == 0 ? GIVEN_TOGETHER : rest;
            keeping.allowance.give(left > 0 ? Footprint.RECIPIENT * gone : sizeFor(Math.min(gone, keeping.most)));
        }
    }

    /**
     * The message for who keeps it a while, with a reference of its own. A small payload is copied, since the buffer that
     * it is a part of would stay in memory with it.
     */
    public OutboundMessage settle() {
        if (isKept()) {
            payload.retain();
            return this;
        }
        int size = payload.readableBytes();
        boolean wholeBuffer =
                payload.unwrap() == null || size >= payload.unwrap().capacity() / 2;
        ByteBuf own = wholeBuffer
                ? payload.retain()
                : payload.alloc().buffer(size, size).writeBytes(payload, payload.readerIndex(), size);
        return new OutboundMessage(topic, qos, retain, expiresAt, properties, own, keeping);
    }

    public void hold() {
        payload.retain();
    }

    public void release() {
        payload.release();
    }
}
