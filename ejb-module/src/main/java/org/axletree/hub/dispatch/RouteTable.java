package org.axletree.hub.dispatch;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.axletree.core.door.Screening;
import org.axletree.core.route.RouteSet;
import org.axletree.core.topic.TopicTree;
import org.axletree.hub.registry.route.Route;
import org.axletree.hub.registry.route.RouteDestination;

/**
 * The routes of one hub, as they are at one moment: never changed, only replaced. Answers are remembered by topic, so that a
 * message of a known topic costs one look-up and no allocation.
 */
final class RouteTable {
    static final RouteTable EMPTY = new RouteTable("", List.of());

    /** So many topics are remembered, and only short ones: an attacker's topics cost at most 4,096 × 256 characters. */
    static final int REMEMBERED_TOPICS = 4_096;

    static final int REMEMBERED_TOPIC_LENGTH = 256;

    private final String hubId;
    private final TopicTree<Route> tree = new TopicTree<>();
    private final List<Route> routes;
    private final ConcurrentHashMap<String, Screening> remembered = new ConcurrentHashMap<>();

    RouteTable(String hubId, List<Route> routes) {
        this.hubId = hubId;
        this.routes = List.copyOf(routes);
        routes.forEach(route -> tree.add(route.topic(), route));
    }

    Screening screen(String topic) {
        if (routes.isEmpty()) {
            return Screening.UNROUTED;
        }
        Screening known = remembered.get(topic);
        return known != null ? known : find(topic);
    }

    int rememberedTopics() {
        return remembered.size();
    }

    private Screening find(String topic) {
        Set<Route> matches = new LinkedHashSet<>();
        tree.forEachMatch(topic, matches::add);
        Screening found =
                matches.isEmpty() ? Screening.UNROUTED : new Screening.Routed(RouteSet.of(hubId, distinct(matches)));
        if (topic.length() <= REMEMBERED_TOPIC_LENGTH) {
            if (remembered.size() >= REMEMBERED_TOPICS) {
                remembered.clear(); // topics that are in use come back at once
            }
            remembered.put(topic, found);
        }
        return found;
    }

    /** Of those that lead to the same destination one, rather one that delivers than one that is paused. */
    private static List<String> distinct(Set<Route> matches) {
        Map<String, Route> byDestination = new LinkedHashMap<>();
        for (Route route : matches) {
            String destination = route.destination().map(RouteDestination::name).orElse(route.id());
            byDestination.merge(destination, route, RouteTable::preferred);
        }
        return byDestination.values().stream().map(Route::id).toList();
    }

    private static Route preferred(Route one, Route other) {
        if (one.paused() != other.paused()) {
            return one.paused() ? other : one;
        }
        return one.id().compareTo(other.id()) <= 0 ? one : other;
    }
}
