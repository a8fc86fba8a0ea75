package org.axletree.mqtt.pressure;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The allowances of all hubs. A hub's is as small as a counter, and stays: hubs are few. */
public final class Allowances {
    private final Map<String, Allowance> byHub = new ConcurrentHashMap<>();
    private final long most;

    /** @param most bytes for each hub */
    public Allowances(long most) {
        this.most = most;
    }

    public Allowance of(String hubId) {
        Allowance present = byHub.get(hubId);
        return present != null ? present : byHub.computeIfAbsent(hubId, id -> new Allowance(most));
    }
}
