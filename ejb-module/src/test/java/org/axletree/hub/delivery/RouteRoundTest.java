package org.axletree.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axletree.core.route.RouteTarget;
import org.axletree.hub.delivery.RouteRound.HubRoute;
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
        List<RouteTarget> targets =
                Stream.of(routeIds).map(id -> new RouteTarget(id, "queue")).toList();
        return round.next(RouteRound.all(Map.of("hub", targets))).stream()
                .map(HubRoute::routeId)
                .toList();
    }
}
