package org.axletree.web.live;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.axletree.core.door.Delivered;
import org.axletree.hub.delivery.RouteDeliveries;
import org.axletree.hub.delivery.RouteStatus;
import org.axletree.hub.door.Doors;
import org.axletree.hub.history.ConnectionLog;
import org.axletree.hub.history.HubHistory;
import org.axletree.hub.history.Presence;
import org.axletree.hub.live.LiveFeed;
import org.axletree.hub.live.LiveMessage;
import org.axletree.hub.live.Watch;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.audit.AuditLog;
import org.axletree.hub.registry.device.DeviceService;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.hub.HubQuery;
import org.axletree.hub.registry.hub.HubService;
import org.axletree.hub.registry.listing.Page;
import org.axletree.hub.registry.listing.PageRequest;
import org.axletree.hub.registry.route.Route;
import org.axletree.hub.registry.route.RouteQuery;
import org.axletree.hub.registry.route.RouteService;
import org.axletree.hub.telemetry.Backlog;
import org.axletree.hub.telemetry.Gauges;
import org.axletree.hub.telemetry.HubMetrics;

/**
 * Where live pages look. What is asked twice a second is read from memory; what only the registry knows is read once for all
 * pages, and not more often than every other second.
 */
@ApplicationScoped
class LiveSources {
    private static final String REGION = "fr-par";
    private static final long FRESH_MILLIS = 2_000;
    private static final long SENT_MILLIS = 500;
    private static final int MOST_NAMES = 2_000;

    @Inject
    private Presence presence;

    @Inject
    private ConnectionLog connections;

    @Inject
    private HubMetrics metrics;

    @Inject
    private Doors doors;

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

    @Inject
    private AuditLog audit;

    private final Map<String, Known<Integer>> deviceCounts = new ConcurrentHashMap<>();
    private final Map<String, Known<Optional<Route>>> knownRoutes = new ConcurrentHashMap<>();
    private final Map<String, Known<List<Route>>> routesByHub = new ConcurrentHashMap<>();
    private final Map<String, Known<List<String>>> visibleHubs = new ConcurrentHashMap<>();
    private volatile Known<Long> newestChange = new Known<>(0, 0L);
    private volatile Known<Map<String, Delivered>> sent = new Known<>(0, Map.of());
    private final Map<String, String> names = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST_NAMES;
        }
    };

    private record Known<T>(long atMillis, T value) {}

    /** What the caller may see of it. What is another's is not there, as in the registry. */
    LiveInterest visible(LiveInterest wanted) {
        return Caller.current().seesAll()
                ? wanted
                : new LiveInterest(
                        seen(wanted.hubs(), this::isHubVisible),
                        seen(wanted.devices(), id -> isThere(() -> devices.get(REGION, id))),
                        seen(wanted.routes(), id -> isThere(() -> routes.get(REGION, id))),
                        wanted.events().filter(this::isHubVisible),
                        wanted.messages().filter(this::isHubVisible),
                        wanted.from(),
                        wanted.audit(),
                        wanted.once());
    }

    private static Set<String> seen(Set<String> ids, Predicate<String> visible) {
        return ids.stream().filter(visible).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The events of nobody's hub are for those who see all. */
    boolean isHubVisible(String hubId) {
        return hubId.equals(LiveInterest.ALL) || hubs.isVisible(hubId);
    }

    private static boolean isThere(Runnable look) {
        try {
            look.run();
            return true;
        } catch (ProblemException goneOrAnothers) {
            return false;
        }
    }

    Presence.Seen seen(String deviceId) {
        return presence.seen(deviceId);
    }

    /** How often the device came or went. */
    long turns(String deviceId) {
        return connections.turns(deviceId);
    }

    HubNumbers numbers(String hubId, long nowMillis) {
        List<Route> ofHub = routesOf(hubId, nowMillis);
        return HubNumbers.of(
                presence.connectedDevices(hubId),
                devices(hubId, nowMillis),
                metrics.of(hubId).totals(),
                delivered(nowMillis).getOrDefault(hubId, Delivered.NOTHING),
                ofHub.stream()
                        .flatMap(route -> gauges.backlogOf(route.id()).stream())
                        .mapToLong(Backlog::messages)
                        .sum(),
                (int) ofHub.stream()
                        .filter(route -> deliveries.statusOf(route).state() == RouteStatus.State.FAILING)
                        .count());
    }

    /** Of all hubs that the caller may see, together. */
    HubNumbers numbersOfAll(long nowMillis) {
        return visible(nowMillis).stream()
                .map(hubId -> numbers(hubId, nowMillis))
                .reduce(HubNumbers.NOTHING, HubNumbers::plus);
    }

    private List<String> visible(long nowMillis) {
        String project = Caller.current()
                .projects()
                .map(own -> String.join(" ", new TreeSet<>(own)))
                .orElse("");
        Known<List<String>> known = visibleHubs.get(project);
        if (known == null || nowMillis - known.atMillis() > FRESH_MILLIS) {
            forgetOld(nowMillis);
            HubQuery all = new HubQuery(REGION, Optional.empty(), Optional.empty(), Optional.empty());
            List<Hub> seen = everything(page -> hubs.list(all, page));
            RouteQuery ofAll = new RouteQuery(REGION, Optional.empty(), Optional.empty());
            Map<String, List<Route>> byHub =
                    everything(page -> routes.list(ofAll, page)).stream().collect(Collectors.groupingBy(Route::hubId));
            for (Hub hub : seen) { // not hub by hub, where there are many
                deviceCounts.put(hub.id(), new Known<>(nowMillis, hub.deviceCount()));
                routesByHub.put(hub.id(), new Known<>(nowMillis, byHub.getOrDefault(hub.id(), List.of())));
            }
            known = new Known<>(nowMillis, seen.stream().map(Hub::id).toList());
            visibleHubs.put(project, known);
        }
        return known.value();
    }

    private List<Route> routesOf(String hubId, long nowMillis) {
        Known<List<Route>> known = routesByHub.get(hubId);
        if (known == null || nowMillis - known.atMillis() > FRESH_MILLIS) {
            forgetOld(nowMillis);
            RouteQuery ofHub = new RouteQuery(REGION, Optional.of(hubId), Optional.empty());
            known = new Known<>(nowMillis, everything(page -> routes.list(ofHub, page)));
            routesByHub.put(hubId, known);
        }
        return known.value();
    }

    private static <T> List<T> everything(Function<PageRequest, Page<T>> list) {
        List<T> all = new ArrayList<>();
        long total = 1;
        for (int page = 1; all.size() < total; page++) {
            Page<T> next = list.apply(new PageRequest(page, PageRequest.MAX_PAGE_SIZE, ""));
            all.addAll(next.items());
            total = next.items().isEmpty() ? 0 : next.totalCount();
        }
        return all;
    }

    private Map<String, Delivered> delivered(long nowMillis) {
        Known<Map<String, Delivered>> known = sent;
        if (nowMillis - known.atMillis() > SENT_MILLIS) {
            known = new Known<>(nowMillis, doors.delivered());
            sent = known;
        }
        return known.value();
    }

    /** Devices of a hub; -1 if it is gone. */
    private int devices(String hubId, long nowMillis) {
        Known<Integer> counted = deviceCounts.get(hubId);
        if (counted == null || nowMillis - counted.atMillis() > FRESH_MILLIS) {
            forgetOld(nowMillis);
            counted = new Known<>(nowMillis, count(hubId));
            deviceCounts.put(hubId, counted);
        }
        return counted.value();
    }

    private int count(String hubId) {
        try {
            return hubs.get(REGION, hubId).deviceCount();
        } catch (ProblemException gone) {
            return -1;
        }
    }

    Optional<RouteStatus> status(String routeId, long nowMillis) {
        Known<Optional<Route>> known = knownRoutes.get(routeId);
        if (known == null || nowMillis - known.atMillis() > FRESH_MILLIS) {
            forgetOld(nowMillis);
            known = new Known<>(nowMillis, find(routeId));
            knownRoutes.put(routeId, known);
        }
        return known.value().map(deliveries::statusOf);
    }

    private Optional<Route> find(String routeId) {
        try {
            return Optional.of(routes.get(REGION, routeId));
        } catch (ProblemException gone) {
            return Optional.empty();
        }
    }

    /** The number of the newest entry of the audit log. */
    long newestChange(long nowMillis) {
        Known<Long> known = newestChange;
        if (nowMillis - known.atMillis() > FRESH_MILLIS) {
            known = new Known<>(nowMillis, audit.newest());
            newestChange = known;
        }
        return known.value();
    }

    /** What pages looked at before they were closed. */
    private void forgetOld(long nowMillis) {
        deviceCounts.values().removeIf(each -> nowMillis - each.atMillis() > 10 * FRESH_MILLIS);
        knownRoutes.values().removeIf(each -> nowMillis - each.atMillis() > 10 * FRESH_MILLIS);
        routesByHub.values().removeIf(each -> nowMillis - each.atMillis() > 10 * FRESH_MILLIS);
        visibleHubs.values().removeIf(each -> nowMillis - each.atMillis() > 10 * FRESH_MILLIS);
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
