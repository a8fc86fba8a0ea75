package org.axletree.verification.bench.load;

/**
 * How long a run is.
 *
 * @param warmSeconds before anything is measured
 * @param seconds of the measurement
 * @param scale share (0 to 1) of a scenario's connections and stored messages to use: 1 but for a test of the bench
 */
public record Course(double warmSeconds, double seconds, double scale) {
    /** So many of so many, at least one. */
    public int scaled(int count) {
        return Math.max(1, (int) (count * scale));
    }

    static void sleep(double seconds) {
        try {
            Thread.sleep((long) (seconds * 1_000));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
