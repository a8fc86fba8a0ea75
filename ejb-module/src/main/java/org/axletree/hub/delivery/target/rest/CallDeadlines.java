package org.axletree.hub.delivery.target.rest;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.concurrent.Cancellable;

/**
 * Ends calls that take too long as a whole: the client's own time-outs begin anew with each byte. All calls are looked through
 * together, some times a second. A timer for each would cost more than it watches, and would remember a call that is long over
 * until its time had been up.
 */
final class CallDeadlines implements AutoCloseable {
    /** So much later than its deadline is a call ended at most. */
    private static final long LOOK_MILLIS = 100;

    private final Set<Call> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "axletree-rest-deadlines");
        thread.setDaemon(true);
        return thread;
    });

    CallDeadlines() {
        looking.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * A call begins; whoever makes it closes what is answered when it is over.
     *
     * @param timeout that it may take
     */
    Call begin(Cancellable request, Duration timeout) {
        Call call = new Call(request, System.nanoTime() + timeout.toNanos());
        open.add(call);
        return call;
    }

    /** How many calls have begun and not ended. */
    int size() {
        return open.size();
    }

    private void look() {
        long now = System.nanoTime();
        for (Call call : open) {
            if (now - call.endsAtNanos >= 0) {
                call.request.cancel();
            }
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }

    /** One that is under way. */
    final class Call implements AutoCloseable {
        private final Cancellable request;
        private final long endsAtNanos;

        private Call(Cancellable request, long endsAtNanos) {
            this.request = request;
            this.endsAtNanos = endsAtNanos;
        }

        @Override
        public void close() {
            open.remove(this);
        }
    }
}
