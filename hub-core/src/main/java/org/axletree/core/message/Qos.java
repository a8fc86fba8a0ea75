package org.axletree.core.message;

/** Quality of service of a message or a subscription (MQTT 3.1.1 section 4.3). */
public enum Qos {
    AT_MOST_ONCE,
    AT_LEAST_ONCE,
    EXACTLY_ONCE;

    private static final Qos[] LEVELS = values();

    /**
     * @param level 0, 1 or 2
     * @throws IllegalArgumentException for any other level
     */
    public static Qos of(int level) {
        if (level < 0 || level >= LEVELS.length) {
            throw new IllegalArgumentException("qos: " + level + " (expected: 0, 1 or 2)");
        }
        return LEVELS[level];
    }

    /** The level on the wire: 0, 1 or 2. */
    public int level() {
        return ordinal();
    }

    /** The lower of the two: what a subscriber of one level gets of a message of the other (MQTT-3.8.4-6). */
    public Qos atMost(Qos other) {
        return ordinal() <= other.ordinal() ? this : other;
    }
}
