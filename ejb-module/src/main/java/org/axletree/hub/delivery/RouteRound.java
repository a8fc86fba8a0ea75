package org.axletree.hub.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.axletree.core.route.RouteTarget;

/** Some of the routes after the other, and then again from the first, however many there are. */
final class RouteRound {
    private final int most;
    private String last = "";

    /** @param most routes of one round */
    RouteRound(int most) {
        this.most = most;
    }

    /** A route, and the hub that it belongs to. */
    record HubRoute(String hubId, RouteTarget target) {
        String routeId() {
            return target.routeId();
        }
    }

    /** Every route once, by its id. */
    static NavigableMap<String, HubRoute> all(Map<String, List<RouteTarget>> targetsByHub) {
        NavigableMap<String, HubRoute> all = new TreeMap<>();
        targetsByHub.forEach(
                (hubId, targets) -> targets.forEach(target -> all.put(target.routeId(), new HubRoute(hubId, target))));
        return all;
    }

    /** The routes whose turn it is. */
    List<HubRoute> next(NavigableMap<String, HubRoute> all) {
        List<HubRoute> round = new ArrayList<>();
        all.tailMap(last, false).values().stream().limit(most).forEach(round::add);
        all.headMap(last, true).values().stream().limit(most - round.size()).forEach(round::add);
        last = round.isEmpty() ? "" : round.get(round.size() - 1).routeId();
        return round;
    }
}
