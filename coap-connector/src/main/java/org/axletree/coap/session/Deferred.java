package org.axletree.coap.session;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What is done a moment after it came, in its order and in groups. While there is something more urgent it waits longer, but not
 * for long (ADR 158). From any thread; done by one at a time.
 *
 * @param <T> what comes
 */
final class Deferred<T> {
    private static final long SOONEST_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LATEST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** So often whatever is due then is done, */
    private static final long EACH_MILLIS = 5;

    /** but no more than so much: the answers come all at once, and what finds no room in the buffer of a listener is lost. */
    private static final int MOST_TOGETHER = 64;

    private final Timer timer;
    private final LongSupplier nanoTime;
    private final BooleanSupplier urgent;
    private final Consumer<T> action;
    private final Queue<Due<T>> due = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    private record Due<T>(T what, long cameAt) {}

    /** Does something later. */
    interface Timer {
        void later(Runnable action, long millis);
    }

    /**
     * @param timer on whose thread everything is done
     * @param urgent whether there is something more urgent
     */
    Deferred(Timer timer, LongSupplier nanoTime, BooleanSupplier urgent, Consumer<T> action) {
        this.timer = timer;
        this.nanoTime = nanoTime;
        this.urgent = urgent;
        this.action = action;
    }

    void add(T what) {
        due.add(new Due<>(what, nanoTime.getAsLong()));
        schedule();
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            timer.later(this::doDue, EACH_MILLIS);
        }
    }

    private void doDue() {
        scheduled.set(false);
        long now = nanoTime.getAsLong();
        long after = urgent.getAsBoolean() ? LATEST_NANOS : SOONEST_NANOS;
        Due<T> next = due.peek();
        for (int done = 0; done < MOST_TOGETHER && next != null && now - next.cameAt() >= after; done++) {
            due.poll();
            action.accept(next.what());
            next = due.peek();
        }
        if (!due.isEmpty()) {
            schedule();
        }
    }
}
