package org.axletree.hub.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.axletree.hub.registry.route.DeliveryPolicy;

/** How long a route waits after each failure: twice as long each time, up to a bound, and not quite as long as others. */
final class Pauses {
    private final RandomGenerator random;
    private int failures;

    Pauses(RandomGenerator random) {
        this.random = random;
    }

    void reset() {
        failures = 0;
    }

    /** @param atLeast what the target asked for; zero if it did not */
    long next(DeliveryPolicy policy, Duration atLeast) {
        long grown = (long) policy.firstPauseMillis() << Math.min(failures, 30);
        long pause = Math.min(policy.maxPauseMillis(), grown);
        failures++;
        long jittered = pause - random.nextLong(pause / 4 + 1);
        return Math.max(Math.max(1, jittered), atLeast.toMillis());
    }
}
