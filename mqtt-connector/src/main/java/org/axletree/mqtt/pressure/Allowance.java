package org.axletree.mqtt.pressure;

import java.util.concurrent.atomic.AtomicLong;

/** What one hub may keep in memory and on disk: its retained, queued, unacknowledged and will messages (clouds.md K2). */
public final class Allowance {
    /** What a message takes beside its payload, roughly. */
    public static final int OVERHEAD = 200;

    private final long most;
    private final AtomicLong used = new AtomicLong();

    Allowance(long most) {
        this.most = most;
    }

    /** Takes so many bytes; answers false, and takes none, if there is no room for them. From any thread. */
    public boolean take(long bytes) {
        if (used.addAndGet(bytes) <= most) {
            return true;
        }
        used.addAndGet(-bytes);
        return false;
    }

    /** Takes them whether or not there is room: they survived a restart. */
    public void takeAnyway(long bytes) {
        used.addAndGet(bytes);
    }

    public void give(long bytes) {
        used.addAndGet(-bytes);
    }

    /** Bytes in use. */
    public long used() {
        return used.get();
    }
}
