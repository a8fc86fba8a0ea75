package org.axletree.mqtt.adapter;

import java.time.Duration;
import org.axletree.core.time.SteadyClock;

/** The clocks of a machine, moved by hand: time that passes, and a system's clock that somebody sets. */
final class HandClock implements DoorFoundation {
    private volatile long passedNanos;
    private volatile long setMillis;

    /** So much time passes. */
    void pass(Duration time) {
        passedNanos += time.toNanos();
    }

    /** Somebody sets the system's clock forward, or back. */
    void set(Duration by) {
        setMillis += by.toMillis();
    }

    @Override
    public SteadyClock clock() {
        return new SteadyClock(
                () -> System.nanoTime() + passedNanos,
                () -> System.currentTimeMillis() + passedNanos / 1_000_000 + setMillis);
    }
}
