package org.axletree.hub.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import org.axletree.core.door.Notice;
import org.axletree.core.door.RoutedPublication;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.registry.route.Route;
import org.axletree.hub.telemetry.HubMetrics;
import org.axletree.hub.telemetry.HubTraffic;

/** Counts what routes deliver, and tells of what they cannot: as {@link Notice}s, for whoever keeps the hub's events. */
@ApplicationScoped
public class RouteReports implements DeliveryListener {
    private final MinuteTally dead = new MinuteTally();
    private final MinuteTally dropped = new MinuteTally();
    private final MinuteTally refused = new MinuteTally();
    private HubMetrics metrics;
    private Event<Notice> notices;

    /** For the container's proxy. */
    protected RouteReports() {}

    @Inject
    RouteReports(HubMetrics metrics, Event<Notice> notices) {
        this.metrics = metrics;
        this.notices = notices;
    }

    @Override
    public void committed(List<RoutedPublication> messages) {
        long now = System.currentTimeMillis();
        String hubId = "";
        HubTraffic traffic = null;
        for (RoutedPublication message : messages) {
            if (traffic == null || !message.routes().hubId().equals(hubId)) {
                hubId = message.routes().hubId();
                traffic = metrics.of(hubId);
            }
            traffic.committed(now - message.publication().receivedAt());
        }
    }

    @Override
    public void settled(Route route, int delivered, List<Death> deaths) {
        if (delivered > 0) {
            metrics.of(route.hubId()).queued(route.id(), delivered);
        }
        deaths.stream().map(Death::reason).distinct().forEach(reason -> {
            List<Death> alike =
                    deaths.stream().filter(death -> death.reason() == reason).toList();
            dead.note(route.id() + " " + reason, alike.size(), System.nanoTime())
                    .ifPresent(times -> tell(route, reason, alike.get(0).error(), times));
        });
    }

    @Override
    public void givenUp(Route route, int messages) {
        dropped.note(route.id(), messages, System.nanoTime())
                .ifPresent(times -> tell(
                        route,
                        Reason.ROUTE_BACKLOG_DROPPED,
                        Reason.ROUTE_BACKLOG_DROPPED.text() + ": " + times,
                        times));
    }

    @Override
    public void fails(Route route, String error, long times) {
        tell(route, Reason.ROUTE_UNAVAILABLE, error, times);
    }

    @Override
    public void works(Route route) {
        tell(route, Reason.ROUTE_AVAILABLE, "", 1);
    }

    @Override
    public void refused(Route route, Reason reason, String topic) {
        refused.note(route.id() + " " + reason, 1, System.nanoTime())
                .ifPresent(times -> tell(route, reason, reason.text() + ": " + topic, times));
    }

    private void tell(Route route, Reason reason, String what, long times) {
        Notice.ConcernedRoute concerned = new Notice.ConcernedRoute(route.id(), route.name());
        notices.fire(Notice.ofRoute(route.hubId(), concerned, reason, what, times));
    }
}
