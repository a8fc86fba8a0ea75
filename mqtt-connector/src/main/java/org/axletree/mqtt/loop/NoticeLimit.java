package org.axletree.mqtt.loop;

import java.util.EnumMap;
import java.util.Map;
import org.axletree.core.outcome.Reason;

/** How many notices one source may raise: a few at once, then one a second. The others are counted and told of together. */
public final class NoticeLimit {
    private static final long NANOS_A_NOTICE = 1_000_000_000L;

    private final int burst;
    /** Made when something is held back: most devices give no cause. */
    private Map<Reason, Long> untold = Map.of();

    private int left;
    private long refilledAt;

    /**
     * @param burst how many at once
     * @param now of {@link System#nanoTime()}
     */
    public NoticeLimit(int burst, long now) {
        this.burst = burst;
        this.left = burst;
        this.refilledAt = now;
    }

    /** Something happened. Answers how often it did since it was last told of, or 0 if now is not the time to tell. */
    public long due(Reason reason, long now) {
        if (mayTell(now)) {
            Long before = untold.get(reason);
            if (before == null) {
                return 1;
            }
            untold.remove(reason);
            return before + 1;
        }
        if (untold.isEmpty()) {
            untold = new EnumMap<>(Reason.class);
        }
        untold.merge(reason, 1L, Long::sum);
        return 0;
    }

    /** What has not been told, if now is the time to tell it; it counts as told then. */
    public Map<Reason, Long> overdue(long now) {
        return !untold.isEmpty() && mayTell(now) ? takeUntold() : Map.of();
    }

    /** What has not been told; it counts as told then. */
    public Map<Reason, Long> takeUntold() {
        Map<Reason, Long> taken = Map.copyOf(untold);
        untold = Map.of();
        return taken;
    }

    private boolean mayTell(long now) {
        long earned = (now - refilledAt) / NANOS_A_NOTICE;
        if (earned > 0) {
            left = (int) Math.min(burst, left + earned);
            refilledAt += earned * NANOS_A_NOTICE;
        }
        if (left == 0) {
            return false;
        }
        left--;
        return true;
    }
}
