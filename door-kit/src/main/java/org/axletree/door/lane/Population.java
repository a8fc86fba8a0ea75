package org.axletree.door.lane;

import java.util.concurrent.atomic.AtomicInteger;

/** How many messages are somewhere. With the last of them it can be closed for good: then another takes its place. */
final class Population {
    private static final int CLOSED = -1;

    private final AtomicInteger messages = new AtomicInteger();

    /** One more. Answers false if it is closed. */
    boolean enter() {
        int before;
        do {
            before = messages.get();
            if (before == CLOSED) {
                return false;
            }
        } while (!messages.compareAndSet(before, before + 1));
        return true;
    }

    void leave(int count) {
        messages.addAndGet(-count);
    }

    /** Answers whether it is closed now, by this call. */
    boolean closeIfEmpty() {
        return messages.compareAndSet(0, CLOSED);
    }
}
