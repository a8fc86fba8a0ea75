package org.axletree.hub.telemetry;

import static org.axletree.hub.door.Doors.MQTT;
import static org.axletree.hub.telemetry.HubMetrics.label;

import java.util.List;
import java.util.Map;

/** What Prometheus reads of the traffic of every hub. */
final class TrafficMetrics {
    private static final double AS_THEY_ARE = 1;
    private static final double MILLIS_PER_SECOND = 1_000;

    private TrafficMetrics() {}

    static void write(PrometheusText text, Map<String, HubTraffic> traffic) {
        text.counter(
                        "axletree_connects",
                        "Attempts to connect, by outcome: admitted, or the reason of the refusal.",
                        values -> traffic.forEach((hubId, hub) -> {
                            values.add(hub.admissions(), "hub", label(hubId), "protocol", MQTT, "outcome", "admitted");
                            hub.eachRefused((reason, count) -> values.add(
                                    count, "hub", label(hubId), "protocol", MQTT, "outcome", reason.label()));
                        }))
                .counter(
                        "axletree_messages_received",
                        "Messages that devices published.",
                        values -> traffic.forEach((hubId, hub) -> hub.eachReceived((qos, count) -> values.add(
                                count, "hub", label(hubId), "protocol", MQTT, "qos", String.valueOf(qos.level())))))
                .histogram(
                        "axletree_device_clock_skew_seconds",
                        "How far the clocks of devices are off at least, of those that show a time when they log in.",
                        AS_THEY_ARE,
                        values -> traffic.forEach(
                                (hubId, hub) -> values.add(List.of(hub.clockSkew()), "hub", label(hubId))))
                .histogram(
                        "axletree_message_bytes",
                        "The payloads that devices published.",
                        AS_THEY_ARE,
                        values -> traffic.forEach((hubId, hub) -> values.add(hub.payloadSizes(), "hub", label(hubId))))
                .counter(
                        "axletree_messages_dropped",
                        "Messages that were dropped, by reason.",
                        values -> traffic.forEach((hubId, hub) -> hub.eachDropped(
                                (reason, count) -> values.add(count, "hub", label(hubId), "reason", reason.label()))))
                .counter(
                        "axletree_notices",
                        "What the door refused, dropped or closed, by reason.",
                        values -> traffic.forEach((hubId, hub) -> hub.eachNoticed(
                                (reason, count) -> values.add(count, "hub", label(hubId), "reason", reason.label()))));
        twins(text, traffic);
        routes(text, traffic);
    }

    /** @param lostEvents by where they are missing, and by hub */
    static void writeLosses(PrometheusText text, Map<String, Map<String, Long>> lostEvents) {
        text.counter(
                "axletree_events_lost",
                "Events that are missing in the list of their hub, or as a message, because too many came at once.",
                values -> lostEvents.forEach((where, byHub) ->
                        byHub.forEach((hubId, count) -> values.add(count, "hub", label(hubId), "kind", where))));
    }

    private static void twins(PrometheusText text, Map<String, HubTraffic> traffic) {
        text.counter(
                "axletree_twin_requests",
                "What devices asked of their twins, by outcome: done, or the reason of the refusal.",
                values -> traffic.forEach((hubId, hub) -> {
                    values.add(hub.answers(), "hub", label(hubId), "outcome", "done");
                    hub.eachDeclined(
                            (reason, count) -> values.add(count, "hub", label(hubId), "outcome", reason.label()));
                }));
    }

    private static void routes(PrometheusText text, Map<String, HubTraffic> traffic) {
        text.histogram(
                        "axletree_publish_duration_seconds",
                        "From the socket to the commit after which a message is acknowledged, of messages that routes take.",
                        MILLIS_PER_SECOND,
                        values -> traffic.forEach(
                                (hubId, hub) -> values.add(List.of(hub.publishMillis()), "hub", label(hubId))))
                .counter(
                        "axletree_route_deliveries",
                        "Messages that committed transactions put where a route leads.",
                        values -> traffic.forEach((hubId, hub) -> hub.eachQueued((routeId, count) -> values.add(
                                count, "hub", label(hubId), "route", routeId, "kind", "jms", "outcome", "delivered"))))
                .counter(
                        "axletree_route_condition_faults",
                        "Messages of which the condition of a route could not be judged, and which it therefore does not get.",
                        values -> traffic.forEach((hubId, hub) -> hub.eachConditionFailed(
                                (routeId, count) -> values.add(count, "hub", label(hubId), "route", routeId))));
    }
}
