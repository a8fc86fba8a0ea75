package org.axletree.mqtt.session;

/** How many notices one source may raise: a few at once, then one a second; the others are counted. */
final class NoticeLimit {
    private static final long NANOS_A_NOTICE = 1_000_000_000L;

    private final int burst;
    private int left;
    private long refilledAt;
    private long suppressed;

    NoticeLimit(int burst, long now) {
        this.burst = burst;
        this.left = burst;
        this.refilledAt = now;
    }

    boolean allows(long now) {
        long earned = (now - refilledAt) / NANOS_A_NOTICE;
        if (earned > 0) {
            left = (int) Math.min(burst, left + earned);
            refilledAt += earned * NANOS_A_NOTICE;
        }
        if (left > 0) {
            left--;
            return true;
        }
        suppressed++;
        return false;
    }

    /** The text with the number of those that were held back since the last one, if any. */
    String withSuppressed(String packet) {
        if (suppressed == 0) {
            return packet;
        }
        String text = packet + " (and " + suppressed + " more)";
        suppressed = 0;
        return text;
    }
}
