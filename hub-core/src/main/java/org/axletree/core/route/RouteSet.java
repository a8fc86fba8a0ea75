package org.axletree.core.route;

import java.util.List;

/**
 * The routes that a topic of a hub belongs to, or those that it may belong to.
 *
 * @param hubId UUID of the hub
 * @param routeIds UUIDs of the routes, in their order; at least one
 * @param candidates whether each message has yet to be asked which of them take it: some do so on a condition
 * @param key equal for equal sets and cheap to compare: the hub and the routes
 */
public record RouteSet(String hubId, List<String> routeIds, boolean candidates, String key) {
    public RouteSet {
        routeIds = List.copyOf(routeIds);
        if (routeIds.isEmpty()) {
            throw new IllegalArgumentException("routeIds: none (expected: at least one)");
        }
    }

    public static RouteSet of(String hubId, List<String> routeIds) {
        return of(hubId, routeIds, false);
    }

    /** Routes of which not each takes every message of the topic. */
    public static RouteSet ofCandidates(String hubId, List<String> routeIds) {
        return of(hubId, routeIds, true);
    }

    private static RouteSet of(String hubId, List<String> routeIds, boolean candidates) {
        List<String> ordered = routeIds.stream().sorted().toList();
        String key = hubId + "|" + String.join("|", ordered) + (candidates ? "?" : "");
        return new RouteSet(hubId, ordered, candidates, key);
    }
}
