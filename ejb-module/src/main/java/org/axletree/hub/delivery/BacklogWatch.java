package org.axletree.hub.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axletree.core.route.QueueDepth;
import org.axletree.hub.delivery.log.BacklogSize;
import org.axletree.hub.delivery.target.Targets;
import org.axletree.hub.registry.route.Route;
import org.axletree.hub.telemetry.Backlog;
import org.axletree.hub.telemetry.Gauges;
import org.axletree.hub.telemetry.RouteState;

/**
 * Looks from time to time how each route is, and how much waits for it: in the log, and at its target where that can tell. Needs no
 * registry.
 */
@ApplicationScoped
public class BacklogWatch {
    private RouteDeliveries deliveries;
    private Targets targets;
    private Gauges gauges;
    private volatile Map<String, QueueDepth> atTargets = Map.of();

    /** For the container's proxy. */
    protected BacklogWatch() {}

    @Inject
    BacklogWatch(RouteDeliveries deliveries, Targets targets, Gauges gauges) {
        this.deliveries = deliveries;
        this.targets = targets;
        this.gauges = gauges;
    }

    /** Looks, and keeps what it found in {@link Gauges}. May block. */
    public void look() {
        Map<String, List<Route>> byKind = deliveries.routes().stream().collect(Collectors.groupingBy(Route::kind));
        Map<String, Backlog> found = new HashMap<>();
        Map<String, QueueDepth> seen = new HashMap<>();
        Map<String, RouteState> routeStates = new HashMap<>();
        byKind.forEach((kind, routes) -> {
            Map<String, QueueDepth> depths = targets.of(kind).depths(routes);
            seen.putAll(depths);
            for (Route route : routes) {
                RouteStatus status = deliveries.statusOf(route);
                routeStates.put(
                        route.id(), new RouteState(route.hubId(), status.state().label(), status.deadLetters()));
                QueueDepth atTarget = depths.getOrDefault(route.id(), QueueDepth.EMPTY);
                found.put(route.id(), new Backlog(route.hubId(), sum(deliveries.backlogOf(route.id()), atTarget)));
            }
        });
        atTargets = Map.copyOf(seen);
        gauges.routeStates(routeStates);
        gauges.backlogs(found);
    }

    /** What waits for a route: in the log at this moment, at its target when somebody last looked. Never blocks. */
    public Backlog of(Route route) {
        QueueDepth atTarget = atTargets.getOrDefault(route.id(), QueueDepth.EMPTY);
        return new Backlog(route.hubId(), sum(deliveries.backlogOf(route.id()), atTarget));
    }

    private static QueueDepth sum(BacklogSize inLog, QueueDepth atTarget) {
        OptionalLong oldest = Stream.of(inLog.oldestAt(), atTarget.oldestAt())
                .flatMapToLong(OptionalLong::stream)
                .min();
        return new QueueDepth(inLog.messages() + atTarget.messages(), oldest);
    }
}
