package org.axletree.hub.telemetry;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axletree.core.door.DeviceLine;
import org.axletree.core.door.DeviceLineFactory;
import org.axletree.core.door.DoorStatus;
import org.axletree.hub.authority.ServerAuthority;
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

    @Resource(lookup = "java:app/axletree/DeviceLineFactory")
    private DeviceLineFactory door;

    @Inject
    private Presence presence;

    @Inject
    private ServerAuthority serverAuthority;

    /** The counters of a hub; hub ids come from the registry, so that there are no more than it has hubs. */
    public HubTraffic of(String hubId) {
        HubTraffic known = traffic.get(hubId);
        return known != null ? known : traffic.computeIfAbsent(hubId, id -> new HubTraffic());
    }

    /** Forgets a hub that is gone. */
    public void forget(String hubId) {
        traffic.remove(hubId);
    }

    /** All metrics in the text format of Prometheus. */
    public String scrape() {
        DoorStatus status;
        try (DeviceLine line = door.line()) {
            status = line.status();
        }
        return text(status, presence.connectedDevices(), serverAuthority.validUntil());
    }

    String text(DoorStatus status, Map<String, Integer> connectedDevices, Instant certificateEnd) {
        PrometheusText text = new PrometheusText();
        hubs(text, connectedDevices);
        door(text, status);
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return text.gauge(
                        "axletree_certificate_expiry_seconds",
                        "Until the server's certificate ends.",
                        values -> values.add(
                                certificateEnd.getEpochSecond() - Instant.now().getEpochSecond()))
                .gauge("jvm_memory_used_bytes", "Memory used.", values -> values.add(heap.getUsed(), "area", "heap"))
                .gauge("jvm_memory_max_bytes", "Memory limit.", values -> values.add(heap.getMax(), "area", "heap"))
                .write();
    }

    private void hubs(PrometheusText text, Map<String, Integer> connectedDevices) {
        text.gauge(
                        "axletree_connected_devices",
                        "Devices with at least one live session.",
                        values ->
                                connectedDevices.forEach((hubId, devices) -> values.add(devices, "hub", label(hubId))))
                .counter(
                        "axletree_connects",
                        "Attempts to connect, by outcome: admitted, or the reason of the refusal.",
                        values -> traffic.forEach((hubId, hub) -> {
                            values.add(hub.admissions(), "hub", label(hubId), "outcome", "admitted");
                            hub.eachRefused((reason, count) ->
                                    values.add(count, "hub", label(hubId), "outcome", reason.label()));
                        }))
                .counter(
                        "axletree_messages_received",
                        "Messages that devices published.",
                        values -> traffic.forEach((hubId, hub) -> hub.eachReceived((qos, count) ->
                                values.add(count, "hub", label(hubId), "qos", String.valueOf(qos.level())))))
                .counter(
                        "axletree_message_bytes",
                        "Bytes of the payloads that devices published.",
                        values -> traffic.forEach((hubId, hub) -> values.add(hub.receivedBytes(), "hub", label(hubId))))
                .counter(
                        "axletree_notices",
                        "What the door refused, dropped or closed, by reason.",
                        values -> traffic.forEach((hubId, hub) -> hub.eachNoticed(
                                (reason, count) -> values.add(count, "hub", label(hubId), "reason", reason.label()))))
                .counter(
                        "axletree_messages_dropped",
                        "Messages of devices that were dropped, by reason.",
                        values -> traffic.forEach((hubId, hub) -> values.add(
                                hub.unauthorizedMessages(), "hub", label(hubId), "reason", "topic_unauthorized")))
                .counter(
                        "axletree_route_messages",
                        "Messages that committed transactions put into the queue of a route.",
                        values -> traffic.forEach((hubId, hub) -> hub.eachQueued(
                                (routeId, count) -> values.add(count, "hub", label(hubId), "route", routeId))));
    }

    /** An empty label would be no label to Prometheus. */
    private static String label(String hubId) {
        return hubId.equals(UNKNOWN_HUB) ? "unknown" : hubId;
    }

    private static void door(PrometheusText text, DoorStatus status) {
        text.gauge(
                        "axletree_door_open",
                        "1 if devices can connect.",
                        values -> values.add(status.state() == DoorStatus.State.OPEN ? 1 : 0, "door", "mqtt"))
                .gauge(
                        "axletree_connections",
                        "Connections, whether or not they are sessions yet.",
                        values -> values.add(status.connections(), "protocol", "mqtt"))
                .gauge(
                        "axletree_sessions",
                        "Admitted connections.",
                        values -> values.add(status.sessions(), "protocol", "mqtt"))
                .gauge(
                        "axletree_lane_messages",
                        "Routed messages that wait for the queues of their routes.",
                        values -> values.add(status.waitingMessages(), "door", "mqtt"))
                .gauge(
                        "axletree_lane_bytes",
                        "Their payloads.",
                        values -> values.add(status.waitingBytes(), "door", "mqtt"))
                .gauge(
                        "axletree_lanes_saturated",
                        "Lanes that hold back their senders.",
                        values -> values.add(status.saturatedLanes(), "door", "mqtt"))
                .counter(
                        "axletree_messages_sent",
                        "Messages sent to devices.",
                        values -> values.add(status.messagesSent(), "protocol", "mqtt"));
    }
}
