package org.axletree.hub.dialect;

import java.util.HashMap;
import java.util.Map;

/**
 * Places that all hubs have together, as for callers that wait for a device. None has more than half of them, so that one whose
 * devices do not answer leaves room for others.
 */
public final class HubShares {
    private final int places;
    private final int share;
    private final Map<String, Integer> taken = new HashMap<>();
    private int all;

    /** @param places for all hubs */
    public HubShares(int places) {
        this.places = places;
        this.share = (places + 1) / 2;
    }

    /** Whether there was a place, which is the hub's now. */
    public synchronized boolean take(String hubId) {
        int own = taken.getOrDefault(hubId, 0);
        if (all == places || own == share) {
            return false;
        }
        taken.put(hubId, own + 1);
        all++;
        return true;
    }

    /** Gives back one that was taken. */
    public synchronized void giveBack(String hubId) {
        taken.computeIfPresent(hubId, (id, own) -> own == 1 ? null : own - 1);
        all--;
    }

    /** How many places of a hub are taken. */
    public synchronized int taken(String hubId) {
        return taken.getOrDefault(hubId, 0);
    }

    /** How many places a hub has. */
    public int share() {
        return share;
    }
}
