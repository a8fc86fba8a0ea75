package org.axletree.hub.delivery.target.jms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** However many routes there are, a round is short, and every route has its turn. */
class RouteRoundTest {
    private final RouteRound round = new RouteRound(2);

    @Test
    void routes_moreThanARound_takeTurns() {
        assertThat(next("a", "b", "c")).containsExactly("a", "b");
        assertThat(next("a", "b", "c")).containsExactly("c", "a");
        assertThat(next("a", "b", "c")).containsExactly("b", "c");
    }

    @Test
    void routes_fewerThanARound_areAllThere_onceEach() {
        assertThat(next("a")).containsExactly("a");
        assertThat(next("a")).containsExactly("a");
        assertThat(next("a", "b")).containsExactly("b", "a");
        assertThat(next()).isEmpty();
        assertThat(next("a", "b")).containsExactly("a", "b");
    }

    private List<String> next(String... routeIds) {
        TreeMap<String, String> all = new TreeMap<>();
        Stream.of(routeIds).forEach(id -> all.put(id, id));
        return round.next(all);
    }
}
