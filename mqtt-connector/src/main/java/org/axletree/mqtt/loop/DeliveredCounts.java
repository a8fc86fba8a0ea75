package org.axletree.mqtt.loop;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.axletree.core.door.Delivered;

/**
 * What was sent to the devices of each hub, for other threads: while somebody asks, each event loop hands over every second what it
 * counted.
 */
public final class DeliveredCounts {
    private static final long PERIOD_SECONDS = 1;
    private static final long INTEREST_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final List<Loop> loops;
    private final AtomicReferenceArray<Map<String, long[]>> counted;
    private volatile long askedAt = System.nanoTime();

    public DeliveredCounts(List<Loop> loops) {
        this.loops = loops;
        this.counted = new AtomicReferenceArray<>(loops.size());
    }

    public void start() {
        for (Loop loop : loops) {
            loop.eventLoop()
                    .scheduleAtFixedRate(() -> handOver(loop), PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void handOver(Loop loop) {
        if (System.nanoTime() - askedAt < INTEREST_NANOS) {
            counted.set(loop.number(), loop.tallies().counts());
        }
    }

    /** By hub. From any thread. */
    public Map<String, Delivered> byHub() {
        askedAt = System.nanoTime();
        Map<String, Delivered> sums = new HashMap<>();
        for (int i = 0; i < counted.length(); i++) {
            Map<String, long[]> ofLoop = counted.get(i);
            if (ofLoop != null) {
                ofLoop.forEach((hubId, counts) -> sums.merge(
                        hubId,
                        new Delivered(counts[Counted.PUBLISHES_SENT.ordinal()], counts[Counted.PAYLOAD_SENT.ordinal()]),
                        Delivered::plus));
            }
        }
        return sums;
    }
}
