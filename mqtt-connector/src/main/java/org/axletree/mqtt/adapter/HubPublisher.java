package org.axletree.mqtt.adapter;

import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.axletree.core.message.Message;
import org.axletree.door.pressure.Watermark;
import org.axletree.mqtt.fanout.OutboundMessage;
import org.axletree.mqtt.loop.DoorCounters;
import org.axletree.mqtt.loop.Loop;

/** Says what the hub itself has to say to devices, in order for each hub. */
final class HubPublisher {
    private static final int MOST_MESSAGES = 10_000;
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private final List<Loop> loops;
    private final DoorCounters counters;
    private final Watermark unsaid = new Watermark(MOST_MESSAGES, MOST_BYTES);

    HubPublisher(List<Loop> loops, DoorCounters counters) {
        this.loops = loops;
        this.counters = counters;
    }

    /** Answers false if too much is waiting already. */
    boolean say(String hubId, Message message) {
        if (unsaid.isHigh()) {
            counters.dropped.increment();
            return false;
        }
        OutboundMessage outbound =
                OutboundMessage.of(message, loops.get(0).clock().millis());
        int size = outbound.payloadSize();
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
