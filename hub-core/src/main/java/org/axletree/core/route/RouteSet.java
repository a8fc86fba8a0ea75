package org.axletree.core.route;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The routes that a topic of a hub belongs to. Messages of equal sets share a lane: the queue of one route that is full
 * holds up its own messages and no others.
 *
 * @param hubId UUID of the hub
 * @param targets where the messages go, ordered by route id; at least one
 * @param key equal for equal sets and cheap to compare: the hub and the routes
 */
public record RouteSet(String hubId, List<RouteTarget> targets, String key) {
    public RouteSet {
        targets = List.copyOf(targets);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("targets: none (expected: at least one)");
        }
    }

    public static RouteSet of(String hubId, List<RouteTarget> targets) {
        List<RouteTarget> ordered = targets.stream()
                .sorted(java.util.Comparator.comparing(RouteTarget::routeId))
                .toList();
        String key = hubId + ordered.stream().map(RouteTarget::routeId).collect(Collectors.joining("|", "|", ""));
        return new RouteSet(hubId, ordered, key);
    }
}
