package org.axletree.core.route;

import java.util.List;

/**
 * The routes that a topic of a hub belongs to.
 *
 * @param hubId UUID of the hub
 * @param routeIds UUIDs of the routes, in their order; at least one
 * @param key equal for equal sets and cheap to compare: the hub and the routes
 */
public record RouteSet(String hubId, List<String> routeIds, String key) {
    public RouteSet {
        routeIds = List.copyOf(routeIds);
        if (routeIds.isEmpty()) {
            throw new IllegalArgumentException("routeIds: none (expected: at least one)");
        }
    }

    public static RouteSet of(String hubId, List<String> routeIds) {
        List<String> ordered = routeIds.stream().sorted().toList();
        return new RouteSet(hubId, ordered, hubId + "|" + String.join("|", ordered));
    }
}
