package org.axletree.coap.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeferredTest {
    private static final int MOST_TOGETHER = 64;

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<Integer> done = new ArrayList<>();
    private long millis = -1_000; // as of System.nanoTime(), it may be less than nothing
    private boolean urgent;

    private final Deferred<Integer> deferred = new Deferred<>(
            (task, later) -> tasks.add(task), () -> TimeUnit.MILLISECONDS.toNanos(millis), () -> urgent, done::add);

    /** Lets time pass, and has done what is due then. */
    private void after(long passed) {
        millis += passed;
        Runnable task = tasks.poll();
        if (task != null) {
            task.run();
        }
    }

    @Test
    void whatCame_isDoneAMomentLater() {
        deferred.add(1);
        after(49);
        assertThat(done).isEmpty();
        after(1);
        assertThat(done).containsExactly(1);
        assertThat(tasks).as("nothing is left to be done").isEmpty();
    }

    @Test
    void whatCameAllAtOnce_isDoneInGroups_inItsOrder() {
        for (int i = 0; i <= MOST_TOGETHER; i++) {
            deferred.add(i);
        }
        assertThat(tasks).hasSize(1);
        after(50);
        assertThat(done).hasSize(MOST_TOGETHER).startsWith(0, 1, 2);
        after(5);
        assertThat(done).hasSize(MOST_TOGETHER + 1).endsWith(MOST_TOGETHER);
    }

    @Test
    void whileSomethingIsMoreUrgent_itWaits_butNotForLong() {
        urgent = true;
        deferred.add(1);
        after(300);
        deferred.add(2);
        after(199);
        assertThat(done).isEmpty();
        after(1);
        assertThat(done).containsExactly(1);
        urgent = false;
        after(5);
        assertThat(done).containsExactly(1, 2);
    }
}
