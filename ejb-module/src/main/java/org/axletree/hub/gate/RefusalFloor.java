package org.axletree.hub.gate;

import java.time.Clock;

/**
 * No refusal of a user name and a password leaves sooner, whether somebody has the name or not: longer than a comparison takes, so that
 * its time does not tell. A comparison takes as long as the machine is busy and as others compare before it, so this goes by the slowest
 * of those that were made lately, and has some of it to spare. It has a lower and an upper end: who makes comparisons slow, makes
 * wrong logins wait and no right ones, and not for ever.
 */
final class RefusalFloor {
    /** More than a comparison takes on a machine that has nothing else to do. */
    static final int LEAST_MILLIS = 500;

    /** No login waits longer for its comparison ({@link PasswordAuthenticator}). */
    static final int MOST_MILLIS = 12_000;

    /** A slow comparison counts for as long as this, and for twice as long at most. */
    static final long MEMORY_MILLIS = 60_000;

    /** As hundredths of the slowest: the next one may be slower. */
    private static final int WITH_SPARE = 125;

    /** Steps in which it changes, so that nobody measures comparisons of others by it. */
    private static final int STEP_MILLIS = 250;

    private final Clock clock;
    private long period;
    private long slowestBefore;
    private long slowest;

    RefusalFloor(Clock clock) {
        this.clock = clock;
        this.period = clock.millis() / MEMORY_MILLIS;
    }

    /** A login was compared, from the question to the result. */
    synchronized void compared(long millis) {
        turn();
        slowest = Math.max(slowest, millis);
    }

    /** Counted from the question, as {@link Authenticator#soonestRefusalMillis}. */
    synchronized int millis() {
        turn();
        long withSpare = Math.max(slowest, slowestBefore) * WITH_SPARE / 100;
        long stepped = (withSpare + STEP_MILLIS - 1) / STEP_MILLIS * STEP_MILLIS;
        return (int) Math.min(MOST_MILLIS, Math.max(LEAST_MILLIS, stepped));
    }

    private void turn() {
        long now = clock.millis() / MEMORY_MILLIS;
        if (now != period) {
            slowestBefore = now == period + 1 ? slowest : 0;
            slowest = 0;
            period = now;
        }
    }
}
