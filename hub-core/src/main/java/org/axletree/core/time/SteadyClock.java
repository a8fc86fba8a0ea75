package org.axletree.core.time;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A clock that starts with the time of the system's and then goes by what has passed: if somebody sets the system's clock (NTP
 * at boot, a machine that was suspended), this one does not jump. For delays, expiries and rates (ADR 44). Not for what people
 * read as a date, nor for what others compare with theirs, as the dates of certificates. From any thread.
 */
public final class SteadyClock extends Clock {
    private final LongSupplier nanos;
    private final LongSupplier system;
    private final ZoneId zone;
    private static final long FRACTIONS = 1;

    /** What has to be added to the milliseconds that have passed. */
    private volatile long offset;

    private volatile long lead;

    /** Starts now. */
    public SteadyClock() {
        this(System::nanoTime, System::currentTimeMillis);
    }

    /**
     * Starts now.
     *
     * @param nanos what has passed, in nanoseconds since whenever
     * @param system the system's clock, in milliseconds since 1970
     */
    public SteadyClock(LongSupplier nanos, LongSupplier system) {
        this(nanos, system, ZoneOffset.UTC, system.getAsLong() - TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong()));
    }

    private SteadyClock(LongSupplier nanos, LongSupplier system, ZoneId zone, long offset) {
        this.nanos = Objects.requireNonNull(nanos, "nanos");
        this.system = Objects.requireNonNull(system, "system");
        this.zone = zone;
        this.offset = offset;
    }

    /** Milliseconds since 1970, as if nobody had set the system's clock since this one started. */
    @Override
    public long millis() {
        return TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong()) + offset;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    /** What has passed, by which this clock goes, in nanoseconds since whenever. */
    public long nanos() {
        return nanos.getAsLong();
    }

    /** Milliseconds since 1970 by the system's clock: for what people read. */
    public long systemMillis() {
        return system.getAsLong();
    }

    /**
     * How far the system's clock is ahead, in milliseconds: by what it was set since this clock started. Both clocks leave out fractions of
     * a millisecond, each in its own moment; that they differ by one is no news, and times that this is added to stay in their order.
     */
    public long lead() {
        long now = system.getAsLong() - millis();
        if (Math.abs(now - lead) > FRACTIONS) {
            lead = now;
        }
        return lead;
    }

    /**
     * Goes on where another clock had come to, in an earlier process. The time in between is what the system's clock says it
     * was, and none if that was set back.
     *
     * @param millis what the other clock said last
     * @param itsLead how far the system's clock was ahead of it
     */
    public void goOn(long millis, long itsLead) {
        long target = Math.max(millis, system.getAsLong() - itsLead);
        offset = target - TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new SteadyClock(nanos, system, other, offset);
    }
}
