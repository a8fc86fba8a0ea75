package org.axletree.hub.telemetry;

import static org.axletree.hub.telemetry.HubMetrics.label;

import java.time.Duration;
import java.time.Instant;

/** What Prometheus reads of the queues of routes, and of how long certificates still last. */
final class GaugeMetrics {
    private static final double MILLIS_PER_SECOND = 1_000;

    private GaugeMetrics() {}

    static void write(PrometheusText text, Gauges gauges, Instant serverCertificateEnd, Instant now) {
        text.gauge("axletree_route_queue_messages", "Messages in the queue of a route.", values -> gauges.backlogs()
                        .forEach((routeId, backlog) ->
                                values.add(backlog.messages(), "hub", label(backlog.hubId()), "route", routeId)))
                .gauge(
                        "axletree_route_lag_seconds",
                        "The age of the oldest message in the queue of a route.",
                        values -> gauges.backlogs()
                                .forEach((routeId, backlog) -> values.add(
                                        backlog.lagSeconds(now), "hub", label(backlog.hubId()), "route", routeId)))
                .gauge("axletree_route_state", "1 for the state of a route.", values -> gauges.routeStates()
                        .forEach((routeId, route) ->
                                values.add(1, "hub", label(route.hubId()), "route", routeId, "state", route.state())))
                .gauge("axletree_route_dead_letters", "Dead letters of a route.", values -> gauges.routeStates()
                        .forEach((routeId, route) ->
                                values.add(route.deadLetters(), "hub", label(route.hubId()), "route", routeId)))
                .gauge(
                        "axletree_certificate_expiry_seconds",
                        "Until a certificate ends: the server's, or that of the authority of a hub.",
                        values -> {
                            values.add(seconds(now, serverCertificateEnd), "kind", "server");
                            gauges.authorityEnds()
                                    .forEach((hubId, end) ->
                                            values.add(seconds(now, end), "hub", label(hubId), "kind", "authority"));
                        });
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / MILLIS_PER_SECOND;
    }
}
