package org.axletree.mqtt.store;

import java.util.concurrent.TimeUnit;
import org.axletree.core.time.SteadyClock;
import org.axletree.mqtt.store.Change.Kind;

/**
 * The clock by which what is kept expires, and what has to be written of it so that it goes on in the next process: what it
 * said last, and how far the system's clock was ahead. Written by the thread that writes; asked from any.
 */
final class StoreClock {
    private static final long WRITTEN_EVERY_MILLIS = TimeUnit.SECONDS.toMillis(10);
    /** More than this, and somebody has set the system's clock. */
    private static final long SET_MILLIS = 1_000;

    private final SteadyClock clock;
    private final RecordWriter writer = new RecordWriter();
    private long readMillis = Long.MIN_VALUE;
    private long readLead;
    private volatile long writtenAt = Long.MIN_VALUE;
    private volatile long writtenLead;

    StoreClock(SteadyClock clock) {
        this.clock = clock;
    }

    SteadyClock clock() {
        return clock;
    }

    /** What the process before wrote last. */
    void read(byte[] value) {
        RecordReader reader = new RecordReader(value);
        readMillis = reader.number();
        readLead = reader.number();
    }

    /** All is read. */
    void goOn() {
        if (readMillis != Long.MIN_VALUE) {
            clock.goOn(readMillis, readLead);
            writtenLead = readLead;
        }
    }

    /** Whether the system's clock was set since this was written. */
    boolean isOff() {
        return Math.abs(clock.lead() - writtenLead) > SET_MILLIS;
    }

    /** Whether it is time to write, as others write anyway. */
    boolean isDue() {
        return writtenAt == Long.MIN_VALUE || clock.millis() - writtenAt >= WRITTEN_EVERY_MILLIS || isOff();
    }

    /** What is to be written, and counts as written. */
    Change change() {
        long millis = clock.millis();
        long lead = clock.systemMillis() - millis;
        writtenAt = millis;
        writtenLead = lead;
        return new Change(
                Kind.CLOCK, 0, 0, "", writer.begin().number(millis).number(lead).end());
    }
}
