package org.axletree.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MinuteTallyTest {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    private final MinuteTally tally = new MinuteTally();

    @Test
    void firstTime_isToldAtOnce_andThenOnceAMinuteWithAllThatCameBetween() {
        assertThat(tally.note("a", 2, 5)).hasValue(2);
        assertThat(tally.note("a", 1, 6)).isEmpty();
        assertThat(tally.note("a", 3, 4 + MINUTE)).isEmpty();
        assertThat(tally.note("a", 1, 5 + MINUTE)).hasValue(5);
        assertThat(tally.note("a", 1, 6 + MINUTE)).isEmpty();
        assertThat(tally.note("b", 1, 6 + MINUTE)).hasValue(1);
    }
}
