package org.axletree.core.limit;

/**
 * What one session may use. Travels with the session from its admission.
 *
 * @param maxPayloadBytes largest payload of a message, in bytes (clouds.md K1)
 * @param maxSubscriptions most topic filters a session may hold
 * @param maxTopicBytes longest topic name or filter, in bytes of UTF-8 (at most 65,535)
 * @param maxTopicLevels most levels of a topic name or filter
 * @param maxInFlight most QoS 1 messages sent to the session and not yet acknowledged
 * @param maxQueuedMessages most messages waiting for the session's window
 */
public record SessionLimits(
        int maxPayloadBytes,
        int maxSubscriptions,
        int maxTopicBytes,
        int maxTopicLevels,
        int maxInFlight,
        int maxQueuedMessages) {

    /** The defaults of {@code docs/reference/limits.md}. */
    public static final SessionLimits DEFAULT = new SessionLimits(4 * 1024 * 1024, 1_000, 65_535, 128, 100, 1_000);

    public SessionLimits {
        requirePositive("maxPayloadBytes", maxPayloadBytes);
        requirePositive("maxSubscriptions", maxSubscriptions);
        requirePositive("maxTopicBytes", maxTopicBytes);
        requirePositive("maxTopicLevels", maxTopicLevels);
        requirePositive("maxInFlight", maxInFlight);
        requirePositive("maxQueuedMessages", maxQueuedMessages);
    }

    private static void requirePositive(String name, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: > 0)");
        }
    }
}
