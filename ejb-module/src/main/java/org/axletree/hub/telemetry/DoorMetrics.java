package org.axletree.hub.telemetry;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.axletree.core.door.DoorStatus;

/** What Prometheus reads of the door: who is there, and what waits. */
final class DoorMetrics {
    private DoorMetrics() {}

    /**
     * @param doors how each is doing, by the protocol that is spoken there
     * @param connections admitted connections, by protocol and by hub
     * @param connectedDevices devices with at least one of them, by hub
     */
    static void write(
            PrometheusText text,
            Map<String, DoorStatus> doors,
            Map<String, Map<String, Integer>> connections,
            Map<String, Integer> connectedDevices) {
        text.gauge(
                        "axletree_door_open",
                        "1 if devices can connect.",
                        values -> doors.forEach(
                                (protocol, status) -> values.add(status.isOpen() ? 1 : 0, "protocol", protocol)))
                .gauge(
                        "axletree_door_listener_port",
                        "Port of each way in.",
                        values -> doors.forEach((protocol, status) -> status.listeners()
                                .forEach(each ->
                                        values.add(each.port(), "listener", each.name(), "protocol", protocol))))
                .gauge(
                        "axletree_connections",
                        "Connections; the hub is unknown before a device is admitted.",
                        values -> doors.forEach((protocol, status) -> {
                            Map<String, Integer> admitted = connections.getOrDefault(protocol, Map.of());
                            admitted.forEach((hubId, count) ->
                                    values.add(count, "hub", HubMetrics.label(hubId), "protocol", protocol));
                            int known = admitted.values().stream()
                                    .mapToInt(Integer::intValue)
                                    .sum();
                            values.add(
                                    Math.max(0, status.occupancy().connections() - known),
                                    "hub",
                                    "unknown",
                                    "protocol",
                                    protocol);
                        }))
                .gauge(
                        "axletree_connected_devices",
                        "Devices with at least one live connection.",
                        values -> connectedDevices.forEach(
                                (hubId, devices) -> values.add(devices, "hub", HubMetrics.label(hubId))))
                .gauge(
                        "axletree_sessions",
                        "Admitted connections of all hubs.",
                        values -> doors.forEach((protocol, status) ->
                                values.add(status.occupancy().sessions(), "protocol", protocol)))
                .counter(
                        "axletree_messages_sent",
                        "Messages sent to devices.",
                        values -> doors.forEach((protocol, status) ->
                                values.add(status.traffic().sent(), "protocol", protocol)));
        lanes(text, doors.values());
        holds(text, doors);
    }

    private static void holds(PrometheusText text, Map<String, DoorStatus> doors) {
        text.counter(
                "axletree_sender_holds",
                "How often a device was not read from for a while, by what it had to wait for.",
                values -> doors.forEach((protocol, status) -> {
                    DoorStatus.Holds holds = status.holds();
                    values.add(holds.routes(), "protocol", protocol, "kind", "routes");
                    values.add(holds.devices(), "protocol", protocol, "kind", "devices");
                    values.add(holds.storage(), "protocol", protocol, "kind", "storage");
                    values.add(holds.session(), "protocol", protocol, "kind", "session");
                }));
    }

    private static void lanes(PrometheusText text, Collection<DoorStatus> doors) {
        List<DoorStatus.Backlog> backlogs =
                doors.stream().map(DoorStatus::backlog).toList();
        text.gauge(
                        "axletree_lane_queue_depth",
                        "Messages that wait in lanes.",
                        values -> values.add(sum(backlogs, DoorStatus.Backlog::messages), "lane", "routes"))
                .gauge(
                        "axletree_lane_queue_bytes",
                        "Their payloads.",
                        values -> values.add(sum(backlogs, DoorStatus.Backlog::bytes), "lane", "routes"))
                .gauge(
                        "axletree_lanes_saturated",
                        "Lanes that hold back their senders.",
                        values -> values.add(sum(backlogs, DoorStatus.Backlog::saturatedLanes), "lane", "routes"));
    }

    private static long sum(List<DoorStatus.Backlog> backlogs, ToLongFunction<DoorStatus.Backlog> of) {
        return backlogs.stream().mapToLong(of).sum();
    }
}
