package org.axletree.mqtt.adapter;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.axletree.core.message.Message;
import org.axletree.mqtt.fanout.OutboundMessage;
import org.axletree.mqtt.pressure.Watermark;
import org.axletree.mqtt.session.DoorCounters;
import org.axletree.mqtt.session.Loop;
import org.axletree.mqtt.store.StoredMessage;
import org.axletree.mqtt.wire.RawProperties;
import org.axletree.mqtt.wire.TopicName;

/** Says what the hub itself has to say to devices, in order for each hub. */
final class HubVoice {
    private static final int MOST_MESSAGES = 10_000;
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private final List<Loop> loops;
    private final DoorCounters counters;
    private final Watermark unsaid = new Watermark(MOST_MESSAGES, MOST_BYTES);

    HubVoice(List<Loop> loops, DoorCounters counters) {
        this.loops = loops;
        this.counters = counters;
    }

    private static long expiresAt(RawProperties properties) {
        return properties.expirySeconds() == RawProperties.NEVER
                ? StoredMessage.NEVER
                : System.currentTimeMillis() + TimeUnit.SECONDS.toMillis(properties.expirySeconds());
    }

    /** Answers false if too much is waiting already. */
    boolean say(String hubId, Message message) {
        TopicName topic = TopicName.of(message.topic());
        if (unsaid.isHigh()) {
            counters.dropped.increment();
            return false;
        }
        ByteBuf payload = Unpooled.wrappedBuffer(message.payload());
        int size = payload.readableBytes();
        RawProperties properties = RawProperties.of(message.properties());
        OutboundMessage outbound = new OutboundMessage(
                topic, message.qos(), message.retain(), expiresAt(properties), properties.forwarded(), payload);
        unsaid.add(size);
        Loop loop = loops.get(Math.floorMod(hubId.hashCode(), loops.size()));
        try {
            loop.eventLoop().execute(() -> {
                unsaid.remove(1, size);
                loop.fanout().fanOut(hubId, outbound, this);
            });
            return true;
        } catch (RejectedExecutionException e) {
            unsaid.remove(1, size);
            return false;
        }
    }
}
