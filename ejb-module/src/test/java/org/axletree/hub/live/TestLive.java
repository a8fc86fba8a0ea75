package org.axletree.hub.live;

import java.time.Clock;

/** Feeds for tests. */
public final class TestLive {
    private TestLive() {}

    public static LiveFeed nobodyWatches() {
        return of(1, 1_000);
    }

    static LiveFeed of(int most, long mostBytesOfAHub) {
        return new LiveFeed(most, mostBytesOfAHub, Clock.systemUTC());
    }
}
