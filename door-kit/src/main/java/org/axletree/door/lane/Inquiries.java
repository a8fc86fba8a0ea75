package org.axletree.door.lane;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.work.WorkManager;
import org.axletree.door.pressure.Watermark;

/**
 * The threads that have the hub carry out what devices ask of it, and the bound of what waits for them. Each session offers one
 * request at a time, so that whoever asks much stands in the queue no more often than the others.
 */
public final class Inquiries {
    private static final int WORKERS = 2;
    private static final int MOST_REQUESTS = 10_000;
    private static final int MOST_BYTES = 16 * 1024 * 1024;
    private static final long PAUSE_MILLIS = 10;

    /** There is never more than one task for a request. */
    private final InflowWorkers workers = new InflowWorkers("inquiry", WORKERS, MOST_REQUESTS);

    private final Watermark waiting = new Watermark(MOST_REQUESTS, MOST_BYTES);

    public void start(Endpoints endpoints, WorkManager works) throws ResourceException, InterruptedException {
        workers.start(endpoints, works);
    }

    /** Makes room for a request, to be given back by {@link #leave}. Answers false if there is none. */
    public boolean enter(int payloadBytes) {
        if (waiting.isHigh()) {
            return false;
        }
        waiting.add(payloadBytes);
        return true;
    }

    /** A request has its answer. */
    public void leave(int payloadBytes) {
        waiting.remove(1, payloadBytes);
    }

    /** Answers false if the door is closing; the task will not run then. */
    public boolean offer(InflowTask task) {
        return workers.offer(task);
    }

    /** How many requests have no answer yet. */
    public long requests() {
        return waiting.messages();
    }

    /** Waits until every request has its answer. Answers whether they had in time. */
    public boolean drain(long deadlineNanos) throws InterruptedException {
        while (requests() > 0) {
            if (System.nanoTime() - deadlineNanos > 0) {
                return false;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        return true;
    }

    /** Lets the threads end after what waits now. Answers whether they did in time. */
    public boolean stop(long deadlineNanos) throws InterruptedException {
        return workers.stop(deadlineNanos);
    }
}
