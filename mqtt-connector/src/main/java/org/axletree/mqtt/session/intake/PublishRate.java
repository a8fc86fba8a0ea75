package org.axletree.mqtt.session.intake;

import java.util.concurrent.TimeUnit;

/** How fast one connection may publish: what it says beyond it is taken, and then it is not read from until that is made up. */
final class PublishRate {
    private static final long NANOS_A_SECOND = TimeUnit.SECONDS.toNanos(1);

    private long left;
    private long refilledAt;
    private boolean exhausted;

    PublishRate(int perSecond, long now) {
        left = perSecond;
        refilledAt = now;
    }

    /** A message came. Answers whether it was one too many just now. */
    boolean exhaustedBy() {
        if (--left >= 0 || exhausted) {
            return false;
        }
        exhausted = true;
        return true;
    }

    /** Time has passed. Answers whether the sender may go on. */
    boolean refill(int perSecond, long now) {
        long earned = Math.min(perSecond, (long) ((double) (now - refilledAt) / NANOS_A_SECOND * perSecond));
        if (earned > 0) {
            left = Math.min(perSecond, left + earned);
            refilledAt = now;
        }
        if (exhausted && left > 0) {
            exhausted = false;
        }
        return !exhausted;
    }

    boolean isExhausted() {
        return exhausted;
    }
}
