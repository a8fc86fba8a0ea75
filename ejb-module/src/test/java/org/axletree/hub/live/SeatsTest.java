package org.axletree.hub.live;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Role;
import org.junit.jupiter.api.Test;

class SeatsTest {
    private final Seats seats = new Seats(4);

    @Test
    void oneProject_leavesHalfToOthers() {
        Caller greedy = of("greedy");
        Runnable first = seats.take(greedy);
        seats.take(greedy);
        assertThatThrownBy(() -> seats.take(greedy)).isInstanceOf(ProblemException.class);
        seats.take(of("other"));
        first.run();
        seats.take(greedy);
    }

    @Test
    void whoSeesAll_mayHaveAll_andNobodyMore() {
        Caller administrator = Caller.ownToken("");
        for (int i = 0; i < 4; i++) {
            seats.take(administrator);
        }
        assertThatThrownBy(() -> seats.take(of("other"))).isInstanceOf(ProblemException.class);
    }

    private static Caller of(String project) {
        return new Caller(Caller.Kind.TOKEN, "token", "id", Role.PROJECT, Optional.of(Set.of(project)), "");
    }
}
