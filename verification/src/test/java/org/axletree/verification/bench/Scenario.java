package org.axletree.verification.bench;

import org.axletree.verification.bench.load.Measurement;
import org.axletree.verification.bench.measure.Reading;

/**
 * One thing that is measured at every broker.
 *
 * @param name by which it is asked for, as {@code S1}
 * @param title what happens, in a few words
 * @param figure the figure that brokers are compared by
 * @param freshHubs over how many hubs clients are spread by brokers that are started anew for it; 0 for brokers as they are
 */
record Scenario(String name, String title, Figure figure, int freshHubs, Measurement measurement) {
    /** For a scenario that takes the brokers as they are. */
    static final int AS_THEY_ARE = 0;

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
