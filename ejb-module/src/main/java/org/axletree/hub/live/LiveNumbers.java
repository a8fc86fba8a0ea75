package org.axletree.hub.live;

import java.util.concurrent.atomic.AtomicLong;

/** Numbers that only grow, over a restart too: who comes back names the last one that was seen. */
public final class LiveNumbers {
    /** So many a millisecond may be given out before a restart would repeat one; and JavaScript can still write them. */
    private static final long A_MILLISECOND = 1_000;

    private final AtomicLong last;

    public LiveNumbers(long nowMillis) {
        this.last = new AtomicLong(nowMillis * A_MILLISECOND);
    }

    long next() {
        return last.incrementAndGet();
    }
}
