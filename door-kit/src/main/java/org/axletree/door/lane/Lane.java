package org.axletree.door.lane;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.core.door.CommitInflow;
import org.axletree.core.door.DeviceInflow;
import org.axletree.core.door.Notice;
import org.axletree.core.door.ObservationInflow;
import org.axletree.core.door.RoutedPublication;
import org.axletree.core.outcome.Enqueueing;
import org.axletree.core.outcome.Reason;
import org.axletree.core.route.RouteBatch;
import org.axletree.door.pressure.Watermark;

/**
 * The messages for one set of routes, in order. At most one thread works on a lane at a time, a batch is one transaction,
 * and a batch that the hub cannot take is offered again, unchanged, after a while; other lanes go on meanwhile.
 */
final class Lane implements InflowTask {
    private static final Logger LOG = Logger.getLogger(Lane.class.getName());
    private static final int FIRST_DELAY_MILLIS = 100;
    private static final int LAST_DELAY_MILLIS = 2_000;
    private static final int DEAD = -1;

    private final Lanes lanes;
    private final String key;
    private final Watermark watermark;
    /** High from a batch that was not taken to one that was. */
    private final Watermark standstill = new Watermark(1, Long.MAX_VALUE);

    private final Queue<RoutedPublication> waiting = new ConcurrentLinkedQueue<>();
    /** How many messages are in the lane, those of the batch under way included; {@link #DEAD} once it was removed. */
    private final AtomicInteger population = new AtomicInteger();

    private final AtomicBoolean scheduled = new AtomicBoolean();

    // Only the thread that works on the lane touches these.
    private final List<RoutedPublication> batch = new ArrayList<>(RouteBatch.MOST_MESSAGES);
    private long batchBytes;
    private int delayMillis;

    Lane(Lanes lanes, String key, Watermark watermark) {
        this.lanes = lanes;
        this.key = key;
        this.watermark = watermark;
    }

    String key() {
        return key;
    }

    Watermark watermark() {
        return watermark;
    }

    Watermark standstill() {
        return standstill;
    }

    /** Answers false if the lane is dead: then another has, or will get, its place. */
    boolean add(RoutedPublication message) {
        int before;
        do {
            before = population.get();
            if (before == DEAD) {
                return false;
            }
        } while (!population.compareAndSet(before, before + 1));
        watermark.add(message.publication().payloadSize());
        waiting.add(message);
        schedule();
        return true;
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            lanes.runSoon(this);
        }
    }

    @Override
    public void run(DeviceInflow inflow) {
        fillBatch();
        if (!batch.isEmpty()) {
            Enqueueing answer = enqueue(inflow);
            if (!(answer instanceof Enqueueing.Enqueued)) {
                Reason reason =
                        answer instanceof Enqueueing.Postponed postponed ? postponed.reason() : Reason.INTERNAL_ERROR;
                backOff(inflow, reason);
                return;
            }
            settle();
        }
        scheduled.set(false);
        if (!waiting.isEmpty()) {
            schedule();
        } else if (population.compareAndSet(0, DEAD)) {
            lanes.remove(this);
        }
    }

    private void fillBatch() {
        while (batch.size() < RouteBatch.MOST_MESSAGES && batchBytes < RouteBatch.MOST_BYTES) {
            RoutedPublication message = waiting.poll();
            if (message == null) {
                return;
            }
            batch.add(message);
            batchBytes += message.publication().payloadSize();
        }
    }

    private Enqueueing enqueue(CommitInflow inflow) {
        try {
            return inflow.enqueue(batch);
        } catch (RuntimeException e) {
            // Also a failed commit: nothing of the batch is in any queue.
            if (delayMillis == 0) {
                LOG.log(Level.WARNING, e, () -> "Lane " + key + ": a batch failed and will be offered again");
            }
            return new Enqueueing.Postponed(Reason.INTERNAL_ERROR);
        }
    }

    private void backOff(ObservationInflow inflow, Reason reason) {
        boolean first = delayMillis == 0;
        delayMillis = first ? FIRST_DELAY_MILLIS : Math.min(2 * delayMillis, LAST_DELAY_MILLIS);
        try {
            if (first) {
                standstill.add(0);
                RoutedPublication head = batch.get(0);
                inflow.notice(new Notice(
                        head.routes().hubId(),
                        "",
                        reason,
                        "PUBLISH " + head.publication().topic(),
                        ""));
            }
        } finally {
            lanes.runLater(this, delayMillis);
        }
    }

    private void settle() {
        if (delayMillis > 0) {
            delayMillis = 0;
            standstill.remove(1, 0);
        }
        int settled = batch.size();
        Map<Executor, List<LaneMessage>> homes = new IdentityHashMap<>();
        for (RoutedPublication message : batch) {
            LaneMessage one = (LaneMessage) message.publication();
            homes.computeIfAbsent(one.home(), home -> new ArrayList<>()).add(one);
        }
        homes.forEach(Lane::sendHome);
        long settledBytes = batchBytes;
        batch.clear();
        batchBytes = 0;
        lanes.settled(settled, settledBytes);
        watermark.remove(settled, settledBytes);
        population.addAndGet(-settled);
    }

    private static void sendHome(Executor home, List<LaneMessage> messages) {
        try {
            home.execute(() -> messages.forEach(LaneMessage::committed));
        } catch (RejectedExecutionException e) {
            messages.forEach(LaneMessage::abandoned);
        }
    }

    /** Lets go of everything. No thread may work on the lane any more. */
    void abandon() {
        batch.forEach(message -> ((LaneMessage) message.publication()).abandoned());
        batch.clear();
        for (RoutedPublication message = waiting.poll(); message != null; message = waiting.poll()) {
            ((LaneMessage) message.publication()).abandoned();
        }
    }
}
