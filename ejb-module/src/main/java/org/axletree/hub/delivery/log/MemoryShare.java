package org.axletree.hub.delivery.log;

import java.util.concurrent.atomic.AtomicLong;

/** How much of the log all routes together keep in memory as well. */
final class MemoryShare {
    private final long most;
    private final AtomicLong used = new AtomicLong();

    MemoryShare(long most) {
        this.most = most;
    }

    /** Answers false if there is no room. */
    boolean take(long bytes) {
        if (used.get() + bytes > most) {
            return false;
        }
        used.addAndGet(bytes);
        return true;
    }

    /** For what is about to be delivered: there is always room for a little. */
    void force(long bytes) {
        used.addAndGet(bytes);
    }

    void give(long bytes) {
        used.addAndGet(-bytes);
    }

    long used() {
        return used.get();
    }
}
