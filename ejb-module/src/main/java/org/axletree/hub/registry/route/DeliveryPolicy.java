package org.axletree.hub.registry.route;

import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * How a route delivers, and what it does when its target does not take what it has.
 *
 * @param firstPauseMillis after the first failure
 * @param maxPauseMillis pauses grow up to it
 * @param maxAttempts after so many a message is dead; 0 for never
 * @param maxAgeSeconds from its receipt on, then a message is dead; 0 for never
 * @param backlogMessages how many may wait
 * @param backlogBytes how much may wait; 0 for as much as all routes of the hub together may
 * @param whenFull what happens when so many or so much waits
 * @param batch how many are delivered at once
 * @param onDead the route that gets what is dead, by its id; empty to keep it as a dead letter
 */
public record DeliveryPolicy(
        int firstPauseMillis,
        int maxPauseMillis,
        int maxAttempts,
        int maxAgeSeconds,
        int backlogMessages,
        long backlogBytes,
        WhenFull whenFull,
        int batch,
        String onDead) {
    public static final DeliveryPolicy STANDARD =
            new DeliveryPolicy(500, 30_000, 0, 0, 100_000, 0, WhenFull.HOLD, 256, "");

    private static final int A_DAY_IN_MILLIS = 24 * 60 * 60 * 1_000;
    private static final int MOST_AT_ONCE = 1_024;
    private static final long MOST_BYTES = 1L << 40;

    /** What happens when as much waits as may. */
    public enum WhenFull {
        /** Senders wait. */
        HOLD,
        /** The oldest messages are given up. */
        DROP_OLDEST
    }

    public DeliveryPolicy {
        Objects.requireNonNull(whenFull, "whenFull");
        Objects.requireNonNull(onDead, "onDead");
    }

    /** However much they are. */
    public DeliveryPolicy(
            int firstPauseMillis,
            int maxPauseMillis,
            int maxAttempts,
            int maxAgeSeconds,
            int backlogMessages,
            WhenFull whenFull,
            int batch,
            String onDead) {
        this(firstPauseMillis, maxPauseMillis, maxAttempts, maxAgeSeconds, backlogMessages, 0, whenFull, batch, onDead);
    }

    /** The same, with another route for what is dead. */
    DeliveryPolicy withOnDead(String routeId) {
        return new DeliveryPolicy(
                firstPauseMillis,
                maxPauseMillis,
                maxAttempts,
                maxAgeSeconds,
                backlogMessages,
                backlogBytes,
                whenFull,
                batch,
                routeId);
    }

    /** Tells what is wrong, as a field of the API and a sentence. */
    void problems(int mostBacklog, BiConsumer<String, String> problem) {
        within("first_pause_ms", firstPauseMillis, 1, A_DAY_IN_MILLIS, problem);
        within("max_pause_ms", maxPauseMillis, firstPauseMillis, A_DAY_IN_MILLIS, problem);
        within("max_attempts", maxAttempts, 0, 1_000_000, problem);
        within("max_age_seconds", maxAgeSeconds, 0, Integer.MAX_VALUE, problem);
        within("backlog_messages", backlogMessages, 1, mostBacklog, problem);
        within("backlog_bytes", backlogBytes, 0, MOST_BYTES, problem);
        within("batch", batch, 1, MOST_AT_ONCE, problem);
    }

    private static void within(
            String field, long value, long lowest, long highest, BiConsumer<String, String> problem) {
        if (value < lowest || value > highest) {
            problem.accept(field, value + " (expected: " + lowest + " to " + highest + ")");
        }
    }
}
