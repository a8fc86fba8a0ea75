package org.axletree.hub.delivery.target.jms;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/** Some of the routes after the other, and then again from the first, however many there are. */
final class RouteRound {
    private final int most;
    private String last = "";

    /** @param most routes of one round */
    RouteRound(int most) {
        this.most = most;
    }

    /** The routes whose turn it is. */
    <T> List<T> next(NavigableMap<String, T> all) {
        List<Map.Entry<String, T>> round = new ArrayList<>();
        all.tailMap(last, false).entrySet().stream().limit(most).forEach(round::add);
        all.headMap(last, true).entrySet().stream().limit(most - round.size()).forEach(round::add);
        last = round.isEmpty() ? "" : round.get(round.size() - 1).getKey();
        return round.stream().map(Map.Entry::getValue).toList();
    }
}
