package org.axletree.core.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RouteSetTest {
    private final String orders = "r1";
    private final String alarms = "r2";

    @Test
    void of_sameRoutesInAnotherOrder_equalWithEqualKey() {
        RouteSet one = RouteSet.of("h", List.of(orders, alarms));
        RouteSet other = RouteSet.of("h", List.of(alarms, orders));
        assertThat(one).isEqualTo(other);
        assertThat(one.key()).isEqualTo(other.key());
    }

    @Test
    void of_sameRoutesOfAnotherHub_differ() {
        assertThat(RouteSet.of("h", List.of(orders)).key())
                .isNotEqualTo(RouteSet.of("i", List.of(orders)).key());
    }

    @Test
    void of_noRoute_refused() {
        assertThatThrownBy(() -> RouteSet.of("h", List.of())).hasMessageContaining("expected: at least one");
    }
}
