package org.axletree.hub.telemetry;

import java.util.Map;
import org.axletree.core.door.DoorStatus;

/** What Prometheus reads of the door: who is there, and what waits. */
final class DoorMetrics {
    /** The protocol of the only door that there is. */
    static final String PROTOCOL = "mqtt";

    private DoorMetrics() {}

    /**
     * @param connections admitted connections, by hub
     * @param connectedDevices devices with at least one of them, by hub
     */
    static void write(
            PrometheusText text,
            DoorStatus status,
            Map<String, Integer> connections,
            Map<String, Integer> connectedDevices) {
        int known = connections.values().stream().mapToInt(Integer::intValue).sum();
        text.gauge(
                        "axletree_door_open",
                        "1 if devices can connect.",
                        values -> values.add(status.state() == DoorStatus.State.OPEN ? 1 : 0, "protocol", PROTOCOL))
                .gauge(
                        "axletree_connections",
                        "Connections; the hub is unknown before a device is admitted.",
                        values -> {
                            connections.forEach((hubId, count) ->
                                    values.add(count, "hub", HubMetrics.label(hubId), "protocol", PROTOCOL));
                            values.add(
                                    Math.max(0, status.connections() - known), "hub", "unknown", "protocol", PROTOCOL);
                        })
                .gauge(
                        "axletree_connected_devices",
                        "Devices with at least one live connection.",
                        values -> connectedDevices.forEach(
                                (hubId, devices) -> values.add(devices, "hub", HubMetrics.label(hubId))))
                .gauge(
                        "axletree_sessions",
                        "Admitted connections of all hubs.",
                        values -> values.add(status.sessions(), "protocol", PROTOCOL))
                .counter(
                        "axletree_messages_sent",
                        "Messages sent to devices.",
                        values -> values.add(status.messagesSent(), "protocol", PROTOCOL));
        lanes(text, status);
    }

    private static void lanes(PrometheusText text, DoorStatus status) {
        text.gauge(
                        "axletree_lane_queue_depth",
                        "Messages that wait in lanes.",
                        values -> values.add(status.waitingMessages(), "lane", "routes"))
                .gauge(
                        "axletree_lane_queue_bytes",
                        "Their payloads.",
                        values -> values.add(status.waitingBytes(), "lane", "routes"))
                .gauge(
                        "axletree_lanes_saturated",
                        "Lanes that hold back their senders.",
                        values -> values.add(status.saturatedLanes(), "lane", "routes"));
    }
}
