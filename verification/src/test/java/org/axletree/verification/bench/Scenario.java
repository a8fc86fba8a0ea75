package org.axletree.verification.bench;

import org.axletree.verification.bench.load.Measurement;
import org.axletree.verification.bench.measure.Reading;

/**
 * One thing that is measured at every broker.
 *
 * @param name by which it is asked for, as {@code S1}
 * @param title what happens, in a few words
 * @param figure the figure that brokers are compared by
 * @param fresh whether the brokers are started anew for it
 */
record Scenario(String name, String title, Figure figure, boolean fresh, Measurement measurement) {

    /** A figure that brokers are compared by. */
    enum Figure {
        MESSAGES_PER_SECOND(Reading.RATE, "messages/s", true),
        CONNECTIONS_PER_SECOND(Reading.RATE, "connections/s", true),
        MEDIAN_LATENCY(Reading.MEDIAN_MICROS, "median µs", false),
        MEMORY_OF_CONNECTION(Reading.KB_PER_CONNECTION, "KB/connection", false);

        final String key;
        final String unit;
        final boolean moreIsBetter;

        Figure(String key, String unit, boolean moreIsBetter) {
            this.key = key;
            this.unit = unit;
            this.moreIsBetter = moreIsBetter;
        }
    }
}
