package org.axletree.door.lane;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
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
 * The messages of some senders of a hub, in order, to whichever routes. At most one thread works on a lane at a time, a batch
 * is one transaction, and a batch that the hub cannot take is offered again, unchanged, after a while; the lanes of other hubs
 * go on meanwhile.
 */
final class Lane implements InflowTask {
    private static final Logger LOG = Logger.getLogger(Lane.class.getName());
    private static final int FIRST_DELAY_MILLIS = 100;
    private static final int LAST_DELAY_MILLIS = 2_000;

    private final Lanes lanes;
    private final String hubId;
    private final int number;
    /** High from a batch that was not taken to one that was. */
    private final Watermark standstill;

    private final Queue<RoutedPublication> waiting = new ConcurrentLinkedQueue<>();
    /** Those of the batch under way included. */
    private final Population population = new Population();

    private final AtomicBoolean scheduled = new AtomicBoolean();

    // Only the thread that works on the lane touches these.
    private final List<RoutedPublication> batch = new ArrayList<>(RouteBatch.MOST_MESSAGES);
    private long batchBytes;
    private int delayMillis;

    /** @param number of the lane among those of its hub */
    Lane(Lanes lanes, String hubId, int number) {
        this.lanes = lanes;
        this.hubId = hubId;
        this.number = number;
        this.standstill = lanes.newStandstill();
    }

    String hubId() {
        return hubId;
    }

    int number() {
        return number;
    }

    Watermark standstill() {
        return standstill;
    }

    /** Answers false if the lane is gone: then another has, or will get, its place. */
    boolean add(RoutedPublication message) {
        if (!population.enter()) {
            return false;
        }
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
            if (answer instanceof Enqueueing.Postponed postponed) {
                backOff(inflow, postponed.reason());
                return;
            }
            goOn();
            if (answer instanceof Enqueueing.Held held) {
                part(held, inflow);
            } else {
                lanes.settle(batch);
            }
            int size = batch.size();
            batch.clear();
            batchBytes = 0;
            population.leave(size);
        }
        scheduled.set(false);
        if (!waiting.isEmpty()) {
            schedule();
        } else if (population.closeIfEmpty()) {
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
            // Also a failed commit: nothing of the batch is promised to anybody.
            if (delayMillis == 0) {
                LOG.log(Level.WARNING, e, () -> "A batch of the hub " + hubId + " failed and will be offered again");
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
                        hubId, "", reason, "PUBLISH " + head.publication().topic(), ""));
            }
        } finally {
            lanes.runLater(this, delayMillis);
        }
    }

    private void goOn() {
        if (delayMillis > 0) {
            delayMillis = 0;
            standstill.remove(1, 0);
        }
    }

    /** Everything is committed; what is held waits at the gate of its routes, and the rest arrives. */
    private void part(Enqueueing.Held held, ObservationInflow inflow) {
        List<RoutedPublication> free = new ArrayList<>();
        Map<String, List<RoutedPublication>> waits = new LinkedHashMap<>();
        for (int i = 0; i < batch.size(); i++) {
            RoutedPublication message = batch.get(i);
            if (held.places().get(i)) {
                waits.computeIfAbsent(message.routes().key(), key -> new ArrayList<>())
                        .add(message);
            } else {
                free.add(message);
            }
        }
        lanes.settle(free);
        waits.forEach((key, messages) -> lanes.gate(key).hold(messages, held.reason(), inflow));
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
