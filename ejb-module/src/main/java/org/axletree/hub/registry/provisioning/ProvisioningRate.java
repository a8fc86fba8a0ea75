package org.axletree.hub.registry.provisioning;

import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;

/** How many devices a hub has taken in by itself in this minute. */
public final class ProvisioningRate {
    private static final long MINUTE = 60_000;

    /** A minute of one hub. Changed under the lock of its map entry only. */
    private static final class Minute {
        private long number;
        private int taken;
    }

    private final ConcurrentHashMap<String, Minute> minutes = new ConcurrentHashMap<>();
    private final int most;
    private final Clock clock;

    /** @param most in a minute */
    public ProvisioningRate(int most, Clock clock) {
        this.most = most;
        this.clock = clock;
    }

    /** Whether one more fits into this minute; if so, it counts. There is an entry only for hubs that provision devices by themselves. */
    public boolean takes(String hubId) {
        long now = clock.millis() / MINUTE;
        boolean[] fits = {false};
        minutes.compute(hubId, (id, known) -> {
            Minute minute = known == null ? new Minute() : known;
            if (minute.number != now) {
                minute.number = now;
                minute.taken = 0;
            }
            fits[0] = minute.taken < most;
            minute.taken += fits[0] ? 1 : 0;
            return minute;
        });
        return fits[0];
    }
}
