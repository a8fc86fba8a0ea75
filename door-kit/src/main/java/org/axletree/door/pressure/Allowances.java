package org.axletree.door.pressure;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The allowances of all hubs, and what they may use together: what they keep is in memory too, and many full hubs must not
 * use it up. A hub's is as small as a counter, and stays until the hub is gone.
 */
public final class Allowances {
    private final Map<String, Allowance> byHub = new ConcurrentHashMap<>();
    private final long most;
    private final Allowance together;

    /**
     * Half of the heap together.
     *
     * @param most bytes for each hub
     */
    public Allowances(long most) {
        this(most, Runtime.getRuntime().maxMemory() / 2);
    }

    /** @param mostTogether bytes for all hubs */
    Allowances(long most, long mostTogether) {
        this.most = most;
        this.together = Allowance.ofAll(mostTogether);
    }

    public Allowance of(String hubId) {
        Allowance present = byHub.get(hubId);
        return present != null ? present : byHub.computeIfAbsent(hubId, id -> together.part(most));
    }

    /** Bytes that a hub uses. */
    public long used(String hubId) {
        Allowance present = byHub.get(hubId);
        return present == null ? 0 : present.used();
    }

    /** The hub is gone, and its allowance goes with the last of what it keeps. */
    public void forget(String hubId) {
        Allowance present = byHub.get(hubId);
        if (present != null) {
            present.whenEmpty(() -> byHub.remove(hubId, present));
        }
    }

    /** Hubs that have an allowance. */
    int hubs() {
        return byHub.size();
    }
}
