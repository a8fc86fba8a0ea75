package org.axletree.hub.telemetry;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ConcurrentHashMap;

/** The counters of every hub, and what Prometheus reads of them. */
@ApplicationScoped
public class HubMetrics {
    /** The hub of connections of which nobody knows whose they are. */
    public static final String UNKNOWN_HUB = "";

    private final ConcurrentHashMap<String, HubTraffic> traffic = new ConcurrentHashMap<>();

    /** The counters of a hub; hub ids come from the registry, so that there are no more than it has hubs. */
    public HubTraffic of(String hubId) {
        HubTraffic known = traffic.get(hubId);
        return known != null ? known : traffic.computeIfAbsent(hubId, id -> new HubTraffic());
    }

    /** Forgets a hub that is gone. */
    public void forget(String hubId) {
        traffic.remove(hubId);
    }

    /** All metrics in the text format of Prometheus 0.0.4. */
    public String scrape() {
        throw new UnsupportedOperationException();
    }
}
