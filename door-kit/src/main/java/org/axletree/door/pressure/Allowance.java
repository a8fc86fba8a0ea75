package org.axletree.door.pressure;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** What one hub may keep in memory and on disk: its retained, queued, unacknowledged and will messages (scaleway.md K2). */
public final class Allowance {
    /** What a message takes beside its payload, roughly. */
    public static final int OVERHEAD = 200;

    private final long most;
    private final Optional<Allowance> whole;
    private final AtomicLong used = new AtomicLong();
    private volatile Runnable whenEmpty = () -> {};

    private Allowance(long most, Optional<Allowance> whole) {
        this.most = most;
        this.whole = whole;
    }

    /** That of all hubs together. */
    static Allowance ofAll(long most) {
        return new Allowance(most, Optional.empty());
    }

    /** That of a hub, which takes from this one too. */
    Allowance part(long mostOfPart) {
        return new Allowance(mostOfPart, Optional.of(this));
    }

    /** Takes so many bytes; answers false, and takes none, if there is no room for them. From any thread. */
    public boolean take(long bytes) {
        if (used.addAndGet(bytes) <= most && (whole.isEmpty() || whole.get().take(bytes))) {
            return true;
        }
        used.addAndGet(-bytes);
        return false;
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

    /** Bytes in use. */
    public long used() {
        return used.get();
    }
}
