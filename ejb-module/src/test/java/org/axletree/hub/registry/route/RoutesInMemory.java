package org.axletree.hub.registry.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Routes without a database, for tests of those who look them up. */
public final class RoutesInMemory extends RouteDirectory {
    private final List<Route> routes = new ArrayList<>();

    public Route put(String hubId, String routeId, String topic, String queueName) {
        Route route = TestRoutes.route(routeId, hubId, topic, queueName);
        routes.add(route);
        return route;
    }

    /** The same, for the messages that it selects. */
    public Route put(String hubId, String routeId, String topic, String queueName, RouteSelection selection) {
        Route all = TestRoutes.route(routeId, hubId, topic, queueName);
        Route route = new Route(
                all.id(),
                all.hubId(),
                all.region(),
                all.name(),
                all.topic(),
                selection,
                all.content(),
                all.configuration(),
                all.destination(),
                all.takes(),
                all.delivery(),
                all.paused(),
                all.createdAt(),
                all.updatedAt());
        routes.add(route);
        return route;
    }

    public void remove(Route route) {
        routes.remove(route);
    }

    @Override
    public List<Route> routesOf(String hubId) {
        return routes.stream().filter(route -> route.hubId().equals(hubId)).toList();
    }

    @Override
    public Map<String, List<Route>> routesByHub() {
        return routes.stream().collect(Collectors.groupingBy(Route::hubId));
    }
}
