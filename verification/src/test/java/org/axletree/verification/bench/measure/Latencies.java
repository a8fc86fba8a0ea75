package org.axletree.verification.bench.measure;

/** How long things took, in classes 3 % wide, so that recording allocates nothing. */
public final class Latencies {
    /** Classes for each power of two. */
    private static final int STEPS = 32;

    private static final int STEP_BITS = 5;

    private final long[] counts = new long[STEPS * 64];
    private long total;

    public void record(long nanos) {
        counts[classOf(Math.max(0, nanos))]++;
        total++;
    }

    public void clear() {
        java.util.Arrays.fill(counts, 0);
        total = 0;
    }

    /** The time within which such a share (0 to 1) of all was done, in microseconds; 0 if there was nothing. */
    public double micros(double share) {
        long wanted = (long) Math.ceil(share * total);
        long seen = 0;
        for (int i = 0; i < counts.length && wanted > 0; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                return middleOf(i) / 1_000.0;
            }
        }
        return 0;
    }

    private static int classOf(long nanos) {
        if (nanos < STEPS) {
            return (int) nanos;
        }
        int shift = 63 - Long.numberOfLeadingZeros(nanos) - STEP_BITS;
        return (shift + 1) * STEPS + (int) (nanos >>> shift) - STEPS;
    }

    private static double middleOf(int index) {
        if (index < STEPS) {
            return index;
        }
        int shift = index / STEPS - 1;
        return ((index % STEPS + STEPS) + 0.5) * Math.pow(2, shift);
    }
}
