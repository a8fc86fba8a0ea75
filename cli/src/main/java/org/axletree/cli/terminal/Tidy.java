package org.axletree.cli.terminal;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Work that puts away what it made, also when a signal ends the process. A {@code finally} alone does not: the signal starts the
 * end of the process beside it. Here the signal interrupts the work, and the end waits until all was put away.
 */
public final class Tidy {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Thread worker = Thread.currentThread();
    private boolean interrupted;
    private boolean puttingAway;

    private Tidy() {}

    /**
     * Does the work and puts away.
     *
     * @throws Failure {@link Status#INTERRUPTED} if a signal came meanwhile
     */
    public static <T> T run(Supplier<T> work, Runnable away) {
        Tidy tidy = new Tidy();
        Thread atEnd = new Thread(tidy::end, "axle-tidy");
        Runtime.getRuntime().addShutdownHook(atEnd);
        try {
            return work.get();
        } finally {
            tidy.beginToPutAway();
            try {
                away.run();
            } finally {
                tidy.leave(atEnd);
            }
        }
    }

    /** What a signal does. It waits for the worker, which ends the process with its status. */
    private void end() {
        synchronized (this) {
            interrupted = true;
            if (!puttingAway) {
                worker.interrupt();
            }
        }
        try {
            worker.join(PATIENCE.toMillis());
        } catch (InterruptedException never) {
            Thread.currentThread().interrupt();
        }
    }

    /** From here on nothing breaks off: requests that delete would fail in an interrupted thread. */
    private synchronized void beginToPutAway() {
        puttingAway = true;
        Thread.interrupted();
    }

    private void leave(Thread atEnd) {
        try {
            Runtime.getRuntime().removeShutdownHook(atEnd);
        } catch (IllegalStateException ending) {
            // The hook runs.
        }
        synchronized (this) {
            if (interrupted) {
                throw new Failure(Status.INTERRUPTED, "interrupted");
            }
        }
    }
}
