package org.axletree.hub.telemetry;

import java.util.concurrent.atomic.LongAdder;

/**
 * How values are distributed: how many are at most so large, and their sum. Adding takes no lock and allocates nothing.
 */
final class Distribution {
    private final long[] bounds;
    private final LongAdder[] counts;
    private final LongAdder sum = new LongAdder();

    /** @param bounds the highest value of each class, ascending; larger values have a class of their own */
    Distribution(long... bounds) {
        this.bounds = bounds.clone();
        this.counts = new LongAdder[bounds.length + 1];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new LongAdder();
        }
    }

    void add(long value) {
        int at = 0;
        while (at < bounds.length && value > bounds[at]) {
            at++;
        }
        counts[at].increment();
        sum.add(value);
    }

    /** How many values are in each class; the last one's are larger than every bound. */
    long[] counts() {
        long[] now = new long[counts.length];
        for (int i = 0; i < now.length; i++) {
            now[i] = counts[i].sum();
        }
        return now;
    }

    /** How many values there are. */
    long count() {
        long count = 0;
        for (LongAdder each : counts) {
            count += each.sum();
        }
        return count;
    }

    long sum() {
        return sum.sum();
    }

    long[] bounds() {
        return bounds.clone();
    }
}
