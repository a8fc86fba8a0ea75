package org.axletree.coap.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.axletree.door.lane.InflowTask;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private static final int MOST_AT_ONCE = 64;

    private final Queue<InflowTask> tasks = new ArrayDeque<>();
    private final List<List<Integer>> together = new ArrayList<>();
    private final List<Integer> refused = new ArrayList<>();

    private Arrivals<Integer> arrivals(int capacity) {
        return new Arrivals<>(tasks::add, capacity, (inflow, some) -> together.add(some), refused::add);
    }

    private void work() {
        for (InflowTask task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run(null);
        }
    }

    @Test
    void whatComesMeanwhile_isTakenTogether_inItsOrder_soManyAtATime() {
        Arrivals<Integer> arrivals = arrivals(1_000);
        arrivals.add(-1);
        work();
        for (int i = 0; i < MOST_AT_ONCE + 1; i++) {
            arrivals.add(i);
        }
        assertThat(tasks).hasSize(1);
        work();

        assertThat(together).hasSize(3);
        assertThat(together.get(0)).containsExactly(-1);
        assertThat(together.get(1)).hasSize(MOST_AT_ONCE).startsWith(0, 1, 2);
        assertThat(together.get(2)).containsExactly(MOST_AT_ONCE);
        assertThat(refused).isEmpty();
    }

    @Test
    void beyondTheRoom_andWithoutAThread_isRefused() {
        Arrivals<Integer> few = arrivals(2);
        few.add(1);
        few.add(2);
        few.add(3);
        assertThat(refused).containsExactly(3);

        Arrivals<Integer> alone = new Arrivals<>(task -> false, 2, (inflow, some) -> together.add(some), refused::add);
        alone.add(4);
        assertThat(refused).containsExactly(3, 4);
        assertThat(together).isEmpty();
    }

    @Test
    void afterAFailure_othersAreTaken() {
        Arrivals<Integer> arrivals = new Arrivals<>(
                tasks::add,
                10,
                (inflow, some) -> {
                    together.add(some);
                    throw new IllegalStateException("of a test");
                },
                refused::add);
        arrivals.add(1);
        assertThatThrownBy(this::work).hasMessage("of a test");
        arrivals.add(2);
        assertThatThrownBy(this::work).hasMessage("of a test");
        assertThat(together).containsExactly(List.of(1), List.of(2));
    }
}
