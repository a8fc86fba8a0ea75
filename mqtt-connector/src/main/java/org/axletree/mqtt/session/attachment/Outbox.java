package org.axletree.mqtt.session.attachment;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.util.List;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.axletree.door.pressure.Share;
import org.axletree.mqtt.fanout.OutboundMessage;
import org.axletree.mqtt.loop.Counted;
import org.axletree.mqtt.loop.FlushRound;
import org.axletree.mqtt.loop.Loop;
import org.axletree.mqtt.loop.Tally;
import org.axletree.mqtt.store.StoredMessage;
import org.axletree.mqtt.wire.Answer;
import org.axletree.mqtt.wire.MqttVersion;
import org.axletree.mqtt.wire.PacketWriter;
import org.axletree.mqtt.wire.PublishWriter;
import org.axletree.mqtt.wire.RawProperties;

/**
 * What goes out on one connection. Small packets of one event-loop turn are gathered into one buffer and written together;
 * the event loop flushes when the turn ends.
 */
public final class Outbox implements FlushRound.Written {
    private static final int FIRST_CAPACITY = 256;
    private static final int MOST_GATHERED = 64 * 1024;
    /** From this size on a payload is written as it is instead of being copied. */
    private static final int LARGE_PAYLOAD = 8 * 1024;

    private static final byte[] NO_TOPIC = {};

    private final Channel channel;
    private Loop loop;
    private PacketWriter writer = new PacketWriter(MqttVersion.MQTT_3_1_1);
    private boolean mqtt5;
    private int maxPacketBytes = Integer.MAX_VALUE;
    /** Null where there are none. */
    private TopicAliases aliases;

    private Tally tally = Tally.NOBODYS;
    private ByteBuf gathered;
    private int usualSize = FIRST_CAPACITY;
    private boolean flushing;
    private int begun;
    private int messages;

    public Outbox(Channel channel, Loop loop) {
        this.channel = channel;
        this.loop = loop;
    }

    /** The connection lives on another event loop from now on; nothing waits to be flushed. */
    public void moveTo(Loop other) {
        loop = other;
    }

    /** How to write to the client. */
    public PacketWriter writer() {
        return writer;
    }

    /** How to write to the client from now on. */
    public void writesBy(PacketWriter other) {
        writer = other;
    }

    /**
     * What the client can take, and where it is counted what it is sent.
     *
     * @param share takes room for topic aliases
     */
    public void agree(SessionTerms terms, int mostAliases, Tally hubsTally, Share share) {
        tally = hubsTally;
        mqtt5 = terms.isMqtt5();
        maxPacketBytes = terms.maxPacketBytes();
        int most = Math.min(terms.topicAliasMaximum(), mostAliases);
        aliases = most == 0 ? null : new TopicAliases(most, share);
    }

    /** Whether the peer reads what it is sent; if not, there is enough in memory for it already. */
    public boolean isWritable() {
        return channel.isWritable();
    }

    /**
     * Room for a packet that is to be written now and goes out when the turn ends.
     *
     * @param bytes most bytes of the packet
     */
    public ByteBuf begin(int bytes) {
        tally.sent(bytes);
        begun++;
        flushSoon();
        return room(bytes);
    }

    /** How many packets were sent since it was last asked. */
    public int takeCount() {
        int taken = begun;
        begun = 0;
        return taken;
    }

    /** How many of them were messages. */
    public int takeMessages() {
        int taken = messages;
        messages = 0;
        return taken;
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

    /** @param kind PUBACK, PUBREC, PUBREL or PUBCOMP */
    public void sendAcknowledgement(int kind, int packetId, int reasonCode) {
        if (reasonCode == 0 || !mqtt5) {
            Answer.acknowledgement(begin(Answer.ACKNOWLEDGEMENT_BYTES), kind, packetId);
        } else {
            Answer.acknowledgement(begin(Answer.ACKNOWLEDGEMENT_BYTES + 1), kind, packetId, reasonCode);
        }
    }

    /** @param kind PUBREL or PUBCOMP, of a packet identifier that nobody knows */
    public void sendUnknown(int kind, int packetId) {
        send(writer.unknown(kind, packetId));
    }

    /** PUBACK or PUBREC of a message that is not passed on. */
    public void sendRefusal(int kind, int packetId, Reason reason) {
        send(writer.refusal(kind, packetId, reason));
    }

    /**
     * Sends a message.
     *
     * @param packetId 0 for QoS 0
     * @return false if it is larger than the client takes (MQTT-3.1.2-24), so that it was not sent
     */
    public boolean sendPublish(
            OutboundMessage message, Qos qos, boolean retain, boolean dup, List<Integer> identifiers, int packetId) {
        int first = PublishWriter.first(qos.level(), dup, retain);
        return mqtt5 ? sendPublish5(message, first, identifiers, packetId) : sendPublish3(message, first, packetId);
    }

    private boolean sendPublish3(OutboundMessage message, int first, int packetId) {
        byte[] topic = message.topic().bytes();
        int size = message.payloadSize();
        int remaining = PublishWriter.remaining(first, topic, PublishWriter.WITHOUT_PROPERTIES, size);
        ByteBuf buffer = begin(PublishWriter.size(remaining) - (isLarge(size) ? size : 0));
        PublishWriter.head(buffer, first, remaining, topic, packetId, PublishWriter.WITHOUT_PROPERTIES);
        writePayload(buffer, message.payload(), size);
        return true;
    }

    private boolean sendPublish5(OutboundMessage message, int first, List<Integer> identifiers, int packetId) {
        String name = message.topic().text();
        int known = aliases == null ? 0 : aliases.of(name);
        byte[] topic = known == 0 ? message.topic().bytes() : NO_TOPIC;
        int size = message.payloadSize();
        long expiry = secondsLeft(message);
        // Three bytes more than it may take, so that no alias is given to a topic that is then not told.
        int most = PublishWriter.propertiesSize(expiry, 1, identifiers, message.properties());
        if (PublishWriter.size(PublishWriter.remaining(first, topic, most, size)) > maxPacketBytes) {
            return false;
        }
        int alias = known != 0 || aliases == null
                ? known
                : aliases.give(name, message.topic().bytes().length);
        int properties = PublishWriter.propertiesSize(expiry, alias, identifiers, message.properties());
        int remaining = PublishWriter.remaining(first, topic, properties, size);
        ByteBuf buffer = begin(PublishWriter.size(remaining) - (isLarge(size) ? size : 0));
        PublishWriter.head(buffer, first, remaining, topic, packetId, properties);
        PublishWriter.properties(buffer, expiry, alias, identifiers, message.properties());
        writePayload(buffer, message.payload(), size);
        return true;
    }

    /** What is left of the message's time, rounded up (MQTT-3.3.2-6). */
    private long secondsLeft(OutboundMessage message) {
        return message.expiresAt() == StoredMessage.NEVER
                ? RawProperties.NEVER
                : Math.max(0, (message.expiresAt() - loop.clock().millis() + 999) / 1000);
    }

    private static boolean isLarge(int payloadSize) {
        return payloadSize >= LARGE_PAYLOAD;
    }

    private void writePayload(ByteBuf buffer, ByteBuf payload, int size) {
        if (isLarge(size)) {
            tally.add(Counted.BYTES_SENT, size);
            writeGathered();
            channel.write(payload.retainedDuplicate(), channel.voidPromise());
        } else {
            buffer.writeBytes(payload, payload.readerIndex(), size);
        }
        messages++;
        loop.counters().sent.increment();
        tally.delivered(size);
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
            loop.flushes().add(this);
        }
    }

    @Override
    public void flush() {
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
