package org.axletree.hub.dispatch;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.axletree.core.door.Screening;
import org.axletree.core.route.RouteSet;
import org.axletree.core.route.RouteTarget;
import org.axletree.core.topic.TopicTree;
import org.axletree.hub.registry.route.Route;

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
    private final TopicTree<RouteTarget> tree = new TopicTree<>();
    private final List<RouteTarget> targets;
    private final ConcurrentHashMap<String, Screening> remembered = new ConcurrentHashMap<>();

    RouteTable(String hubId, List<Route> routes) {
        this.hubId = hubId;
        this.targets = routes.stream()
                .map(route -> new RouteTarget(route.id(), route.queueName()))
                .toList();
        for (int i = 0; i < targets.size(); i++) {
            tree.add(routes.get(i).topic(), targets.get(i));
        }
    }

    /** Where each of the routes leads. */
    List<RouteTarget> targets() {
        return targets;
    }

    Screening screen(String topic) {
        if (targets.isEmpty()) {
            return Screening.UNROUTED;
        }
        Screening known = remembered.get(topic);
        return known != null ? known : find(topic);
    }

    int rememberedTopics() {
        return remembered.size();
    }

    private Screening find(String topic) {
        Set<RouteTarget> targets = new LinkedHashSet<>();
        tree.forEachMatch(topic, targets::add);
        Screening found = targets.isEmpty()
                ? Screening.UNROUTED
                : new Screening.Routed(RouteSet.of(hubId, new ArrayList<>(targets)));
        if (topic.length() <= REMEMBERED_TOPIC_LENGTH) {
            if (remembered.size() >= REMEMBERED_TOPICS) {
                remembered.clear(); // topics that are in use come back at once
            }
            remembered.put(topic, found);
        }
        return found;
    }
}
