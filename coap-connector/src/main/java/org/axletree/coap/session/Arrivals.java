package org.axletree.coap.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.axletree.core.door.DeviceInflow;
import org.axletree.door.lane.InflowTask;

/**
 * What comes while the hub is busy with what came before, and is taken to it together. Whoever comes to an idle hub waits for nobody.
 *
 * @param <T> what comes
 */
final class Arrivals<T> {
    private static final int MOST_AT_ONCE = 64;

    private final Predicate<InflowTask> workers;
    private final BiConsumer<DeviceInflow, List<T>> together;
    private final Consumer<T> refused;
    private final BlockingQueue<T> waiting;
    private final AtomicBoolean scheduled = new AtomicBoolean();

    /**
     * @param workers take a task, or answer that they cannot
     * @param together takes some, in the order in which they came; called by one thread at a time
     * @param refused told of each for which there is no thread
     */
    Arrivals(
            Predicate<InflowTask> workers,
            int capacity,
            BiConsumer<DeviceInflow, List<T>> together,
            Consumer<T> refused) {
        this.workers = workers;
        this.waiting = new LinkedBlockingQueue<>(capacity);
        this.together = together;
        this.refused = refused;
    }

    void add(T arrival) {
        if (waiting.offer(arrival)) {
            schedule();
        } else {
            refused.accept(arrival);
        }
    }

    /** Whether somebody is with the hub, or waits for it. */
    boolean isBusy() {
        return scheduled.get();
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true) && !workers.test(this::take)) {
            scheduled.set(false);
            for (T arrival = waiting.poll(); arrival != null; arrival = waiting.poll()) {
                refused.accept(arrival);
            }
        }
    }

    private void take(DeviceInflow inflow) {
        List<T> some = new ArrayList<>(MOST_AT_ONCE);
        waiting.drainTo(some, MOST_AT_ONCE);
        try {
            together.accept(inflow, some);
        } finally {
            scheduled.set(false);
            if (!waiting.isEmpty()) {
                schedule();
            }
        }
    }
}
