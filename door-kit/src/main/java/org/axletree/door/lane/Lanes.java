package org.axletree.door.lane;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axletree.core.door.RoutedPublication;
import org.axletree.core.route.RouteSet;
import org.axletree.door.pressure.Watermark;

/**
 * All lanes: one for each set of routes that messages wait for. A lane is made with its first message and removed with its
 * last, so that what vanishes from the registry leaves nothing behind here.
 */
public final class Lanes {
    /** What one lane holds before its senders wait. */
    private static final int LANE_MESSAGES = 2_000;

    private static final int LANE_BYTES = 8 * 1024 * 1024;
    /**
     * What all lanes together hold before senders to a lane that stands still wait: the full queues of one hub must not use
     * up the room of the others.
     */
    private static final int MANY_MESSAGES = 40_000;

    /** A twentieth of the heap: Netty may use as much memory again beside it, and this is not all it is used for. */
    private static final long MANY_BYTES =
            Math.min(48 * 1024 * 1024, Runtime.getRuntime().maxMemory() / 20);
    /** What all lanes together hold before every sender of routed messages waits. */
    private static final int MOST_MESSAGES = 4 * MANY_MESSAGES;

    private static final long MOST_BYTES = 4 * MANY_BYTES;

    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
    private final Watermark many = new Watermark(MANY_MESSAGES, MANY_BYTES);
    private final Watermark most = new Watermark(MOST_MESSAGES, MOST_BYTES);
    private final InflowWorkers workers;
    private final ScheduledExecutorService timer;

    public Lanes(InflowWorkers workers, ScheduledExecutorService timer) {
        this.workers = workers;
        this.timer = timer;
    }

    /**
     * Puts a message at the end of the lane of its routes.
     *
     * @return the watermark that concerns the sender; if it is high, the sender has to wait
     */
    public Watermark put(LaneMessage message, RouteSet routes) {
        RoutedPublication routed = new RoutedPublication(message, routes);
        many.add(message.payloadSize());
        most.add(message.payloadSize());
        while (true) {
            Lane lane = lanes.get(routes.key());
            if (lane == null) {
                lane = lanes.computeIfAbsent(
                        routes.key(), key -> new Lane(this, key, new Watermark(LANE_MESSAGES, LANE_BYTES)));
            }
            if (lane.add(routed)) {
                return concerning(lane);
            }
            lanes.remove(lane.key(), lane);
        }
    }

    private Watermark concerning(Lane lane) {
        if (most.isHigh()) {
            return most;
        }
        return many.isHigh() && lane.standstill().isHigh() ? lane.standstill() : lane.watermark();
    }

    /** How many messages wait in all lanes together. */
    public long messages() {
        return many.messages();
    }

    /** How many bytes of payload wait in all lanes together. */
    public long bytes() {
        return many.bytes();
    }

    /** How many lanes hold back their senders. */
    public int saturated() {
        int saturated = 0;
        for (Lane lane : lanes.values()) {
            if (lane.watermark().isHigh()) {
                saturated++;
            }
        }
        return saturated;
    }

    /** How many lanes there are. */
    public int size() {
        return lanes.size();
    }

    /** Waits until the lanes are empty. Answers whether they were in time. */
    public boolean drain(long deadlineNanos) throws InterruptedException {
        while (messages() > 0) {
            if (System.nanoTime() - deadlineNanos > 0) {
                return false;
            }
            Thread.sleep(10);
        }
        return true;
    }

    /** Lets go of what is left, unacknowledged. The workers must have ended. */
    public void abandon() {
        lanes.values().forEach(Lane::abandon);
        lanes.clear();
    }

    void runSoon(Lane lane) {
        if (!workers.offer(lane)) {
            // Only while the door closes: the queue has room for every lane.
            runLater(lane, 100);
        }
    }

    void runLater(Lane lane, int delayMillis) {
        try {
            timer.schedule(() -> runSoon(lane), delayMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The event loops have ended; what the lane holds will be abandoned, unacknowledged.
        }
    }

    void settled(int messages, long bytes) {
        many.remove(messages, bytes);
        most.remove(messages, bytes);
    }

    void remove(Lane lane) {
        lanes.remove(lane.key(), lane);
    }
}
