package org.axletree.hub.telemetry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.axletree.core.door.DoorStatus;
import org.axletree.hub.authority.ServerAuthority;
import org.axletree.hub.door.Doors;
import org.axletree.hub.history.HubHistory;
import org.axletree.hub.history.Presence;

/**
 * The counters of every hub, and what Prometheus reads of them. A hub's id is a label, as there are few; a device's never
 * is.
 */
@ApplicationScoped
public class HubMetrics {
    /** The hub of connections of which nobody knows whose they are. */
    public static final String UNKNOWN_HUB = "";

    /** The media type of {@link #scrape()}. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final ConcurrentHashMap<String, HubTraffic> traffic = new ConcurrentHashMap<>();

    @Inject
    private Doors doors;

    @Inject
    private Presence presence;

    @Inject
    private HubHistory history;

    @Inject
    private Gauges gauges;

    @Inject
    private ServerAuthority serverAuthority;

    /** The counters of a hub; hub ids come from the registry, so that there are no more than it has hubs. */
    public HubTraffic of(String hubId) {
        HubTraffic known = traffic.get(hubId);
        return known != null ? known : traffic.computeIfAbsent(hubId, id -> new HubTraffic());
    }

    /** Hubs of which something was counted since the start. */
    public Set<String> hubs() {
        return Set.copyOf(traffic.keySet());
    }

    /** Forgets a hub that is gone. */
    public void forget(String hubId) {
        traffic.remove(hubId);
    }

    /** All metrics in the text format of Prometheus. */
    public String scrape() {
        return text(
                doors.statuses(),
                doors.connections(),
                presence.connectedDevices(),
                Map.of("list", history.unlistedByHub(), "message", history.unsaidByHub()),
                gauges,
                serverAuthority.validUntil());
    }

    /** @param lostEvents by where they are missing, and by hub */
    String text(
            Map<String, DoorStatus> statuses,
            Map<String, Map<String, Integer>> connections,
            Map<String, Integer> connectedDevices,
            Map<String, Map<String, Long>> lostEvents,
            Gauges gauges,
            Instant serverCertificateEnd) {
        PrometheusText text = new PrometheusText();
        DoorMetrics.write(text, statuses, connections, connectedDevices);
        TrafficMetrics.write(text, traffic);
        TrafficMetrics.writeLosses(text, lostEvents);
        GaugeMetrics.write(text, gauges, serverCertificateEnd, Instant.now());
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return text.gauge("jvm_memory_used_bytes", "Memory used.", values -> values.add(heap.getUsed(), "area", "heap"))
                .gauge("jvm_memory_max_bytes", "Memory limit.", values -> values.add(heap.getMax(), "area", "heap"))
                .write();
    }

    /** An empty label would be no label to Prometheus. */
    static String label(String hubId) {
        return hubId.equals(UNKNOWN_HUB) ? "unknown" : hubId;
    }
}
