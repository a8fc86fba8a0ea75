package org.axletree.door.pressure;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.axletree.core.outcome.Reason;

/**
 * What one hub may keep in memory and on disk: sessions, subscriptions, and messages that are retained, queued, unacknowledged
 * or wills (scaleway.md K2, ADR 42). From any thread.
 */
public final class Allowance {
    private final long most;
    private final Optional<Allowance> whole;
    private final MemoryWatermark memory;
    private final AtomicLong used = new AtomicLong();
    private volatile Runnable whenEmpty = () -> {};

    private Allowance(long most, Optional<Allowance> whole, MemoryWatermark memory) {
        this.most = most;
        this.whole = whole;
        this.memory = memory;
    }

    /** That of all hubs together. */
    static Allowance ofAll(long most, MemoryWatermark memory) {
        return new Allowance(most, Optional.empty(), memory);
    }

    /** That of a hub, which takes from this one too. */
    Allowance part(long mostOfPart) {
        return new Allowance(mostOfPart, Optional.of(this), memory);
    }

    /** Takes so many bytes; answers false, and takes none, if there is no room for them. */
    public boolean take(long bytes) {
        if (memory.isHigh()) {
            return false;
        }
        if (used.addAndGet(bytes) <= most && (whole.isEmpty() || whole.get().take(bytes))) {
            return true;
        }
        used.addAndGet(-bytes);
        return false;
    }

    /** Why there is no room: the hub's own is used up, or that of the server. */
    public Reason refusal() {
        boolean server = memory.isHigh()
                || whole.map(all -> all.used() >= all.most - all.most / 100).orElse(false);
        return server && used() < most - most / 100 ? Reason.MEMORY_EXCEEDED : Reason.STORAGE_EXCEEDED;
    }

    /** Takes them whether or not there is room: they survived a restart. */
    public void takeAnyway(long bytes) {
        used.addAndGet(bytes);
        whole.ifPresent(all -> all.takeAnyway(bytes));
    }

    public void give(long bytes) {
        long left = used.addAndGet(-bytes);
        whole.ifPresent(all -> all.give(bytes));
        if (left == 0) {
            whenEmpty.run();
        }
    }

    /** What to do when nothing is in use, be it now. */
    void whenEmpty(Runnable action) {
        whenEmpty = action;
        if (used() == 0) {
            action.run();
        }
    }

    /** Whether the hub has more than it may while all together have, too: as it can be after a restart with less memory. */
    public boolean overflows() {
        return used() > most && whole.map(all -> all.used() > all.most).orElse(false);
    }

    /** Bytes in use. */
    public long used() {
        return used.get();
    }
}
