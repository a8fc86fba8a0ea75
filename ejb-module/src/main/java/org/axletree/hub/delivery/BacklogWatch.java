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

/** Looks from time to time how much waits for each route: in the log, and at its target where that can tell. */
@ApplicationScoped
public class BacklogWatch {
    private RouteDeliveries deliveries;
    private Targets targets;
    private Gauges gauges;

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
        byKind.forEach((kind, routes) -> {
            Map<String, QueueDepth> depths = targets.of(kind).depths(routes);
            for (Route route : routes) {
                QueueDepth atTarget = depths.getOrDefault(route.id(), QueueDepth.EMPTY);
                found.put(route.id(), new Backlog(route.hubId(), sum(deliveries.backlogOf(route.id()), atTarget)));
            }
        });
        gauges.backlogs(found);
    }

    private static QueueDepth sum(BacklogSize inLog, QueueDepth atTarget) {
        OptionalLong oldest = Stream.of(inLog.oldestAt(), atTarget.oldestAt())
                .flatMapToLong(OptionalLong::stream)
                .min();
        return new QueueDepth(inLog.messages() + atTarget.messages(), oldest);
    }
}
