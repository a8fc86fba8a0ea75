package org.axletree.web.live;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.axletree.hub.delivery.RouteDeliveries;
import org.axletree.hub.delivery.RouteStatus;
import org.axletree.hub.history.HubHistory;
import org.axletree.hub.history.Presence;
import org.axletree.hub.live.LiveFeed;
import org.axletree.hub.live.LiveMessage;
import org.axletree.hub.live.Watch;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.device.DeviceService;
import org.axletree.hub.registry.hub.HubService;
import org.axletree.hub.registry.route.Route;
import org.axletree.hub.registry.route.RouteService;
import org.axletree.hub.telemetry.Backlog;
import org.axletree.hub.telemetry.Gauges;
import org.axletree.hub.telemetry.HubMetrics;
import org.axletree.hub.telemetry.HubTraffic;

/**
 * Where live pages look. What is asked twice a second is read from memory; what only the registry knows is read once for all
 * pages, and not more often than every other second.
 */
@ApplicationScoped
class LiveSources {
    private static final String REGION = "fr-par";
    private static final long FRESH_MILLIS = 2_000;
    private static final int MOST_NAMES = 2_000;

    @Inject
    private Presence presence;

    @Inject
    private HubMetrics metrics;

    @Inject
    private HubHistory history;

    @Inject
    private LiveFeed live;

    @Inject
    private Gauges gauges;

    @Inject
    private RouteDeliveries deliveries;

    @Inject
    private HubService hubs;

    @Inject
    private RouteService routes;

    @Inject
    private DeviceService devices;

    private final Map<String, Counted> deviceCounts = new ConcurrentHashMap<>();
    private final Map<String, Known> knownRoutes = new ConcurrentHashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST_NAMES;
        }
    };

    private record Counted(long atMillis, int devices) {}

    private record Known(long atMillis, Optional<Route> route) {}

    Presence.Seen seen(String deviceId) {
        return presence.seen(deviceId);
    }

    int connected(String hubId) {
        return presence.connectedDevices(hubId);
    }

    HubTraffic.Totals traffic(String hubId) {
        return metrics.of(hubId).totals();
    }

    /** Devices of a hub; -1 if it is gone. */
    int devices(String hubId, long nowMillis) {
        Counted counted = deviceCounts.get(hubId);
        if (counted == null || nowMillis - counted.atMillis() > FRESH_MILLIS) {
            forgetOld(nowMillis);
            counted = new Counted(nowMillis, count(hubId));
            deviceCounts.put(hubId, counted);
        }
        return counted.devices();
    }

    private int count(String hubId) {
        try {
            return hubs.get(REGION, hubId).deviceCount();
        } catch (ProblemException gone) {
            return -1;
        }
    }

    Optional<RouteStatus> status(String routeId, long nowMillis) {
        Known known = knownRoutes.get(routeId);
        if (known == null || nowMillis - known.atMillis() > FRESH_MILLIS) {
            forgetOld(nowMillis);
            known = new Known(nowMillis, find(routeId));
            knownRoutes.put(routeId, known);
        }
        return known.route().map(deliveries::statusOf);
    }

    private Optional<Route> find(String routeId) {
        try {
            return Optional.of(routes.get(REGION, routeId));
        } catch (ProblemException gone) {
            return Optional.empty();
        }
    }

    /** What pages looked at before they were closed. */
    private void forgetOld(long nowMillis) {
        deviceCounts.values().removeIf(each -> nowMillis - each.atMillis() > 10 * FRESH_MILLIS);
        knownRoutes.values().removeIf(each -> nowMillis - each.atMillis() > 10 * FRESH_MILLIS);
    }

    Optional<Backlog> backlog(String routeId) {
        return gauges.backlogOf(routeId);
    }

    /** Empty where more watch already than may. */
    Optional<Watch<LiveMessage>> watch(String hubId, LivePlace place, Instant since) {
        Optional<String> last = Optional.of(place.message()).filter(id -> !id.isEmpty());
        try {
            return Optional.of(live.watchMessages(hubId, last, Optional.of(since), message -> true));
        } catch (ProblemException tooMany) {
            return Optional.empty();
        }
    }

    List<HubHistory.Numbered> events(String hubId, long after, int most) {
        return history.since(hubId, after, most);
    }

    /** What a device is called; its id if nobody knows. */
    synchronized String nameOf(String deviceId) {
        return names.computeIfAbsent(deviceId, id -> {
            try {
                return devices.get(REGION, id).name();
            } catch (ProblemException gone) {
                return id;
            }
        });
    }

    Instant now() {
        return Instant.now();
    }
}
