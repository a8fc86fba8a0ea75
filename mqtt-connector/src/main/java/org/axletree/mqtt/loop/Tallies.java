package org.axletree.mqtt.loop;

import java.util.HashMap;
import java.util.Map;

/** The tallies of one event loop, by hub. On that event loop only. */
public final class Tallies {
    private final Map<String, Tally> byHub = new HashMap<>();

    /** What is counted of a hub. */
    public Tally of(String hubId) {
        return byHub.computeIfAbsent(hubId, id -> new Tally());
    }

    /** The hub is gone. */
    void forget(String hubId) {
        byHub.remove(hubId);
    }

    /** What was counted so far, by hub and {@link Counted#ordinal()}: for other threads. */
    public Map<String, long[]> counts() {
        Map<String, long[]> counts = new HashMap<>();
        byHub.forEach((hubId, tally) -> counts.put(hubId, tally.counts()));
        return counts;
    }
}
