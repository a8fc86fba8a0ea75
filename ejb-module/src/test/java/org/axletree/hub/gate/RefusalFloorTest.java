package org.axletree.hub.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** When refusals leave, by what comparisons took. */
class RefusalFloorTest {
    private long now = 1_000 * RefusalFloor.MEMORY_MILLIS;
    private final InstantSource clock = () -> Instant.ofEpochMilli(now);
    private final RefusalFloor floor = new RefusalFloor(clock.withZone(ZoneOffset.UTC));

    @Test
    void quickComparisons_leaveItWhereItIs() {
        floor.compared(390);

        assertThat(floor.millis()).isEqualTo(RefusalFloor.LEAST_MILLIS);
    }

    @Test
    void slowComparison_raisesItBeyondItself_andAQuickOneDoesNotLowerIt() {
        floor.compared(1_000);
        floor.compared(100);

        assertThat(floor.millis()).isEqualTo(1_250);
    }

    /** Nobody measures by it what comparisons of others take. */
    @Test
    void comparisonsThatDifferALittle_makeNoDifference() {
        floor.compared(1_010);
        int first = floor.millis();
        floor.compared(1_190);

        assertThat(floor.millis()).isEqualTo(first).isEqualTo(1_500);
    }

    @Test
    void slowComparison_isForgotten_butNotAtOnce() {
        floor.compared(2_000);
        now += RefusalFloor.MEMORY_MILLIS;
        assertThat(floor.millis()).isEqualTo(2_500);

        now += RefusalFloor.MEMORY_MILLIS;
        assertThat(floor.millis()).isEqualTo(RefusalFloor.LEAST_MILLIS);
    }

    @Test
    void slowComparisonOfLongAgo_isForgotten_whereNothingWasComparedSince() {
        floor.compared(2_000);
        now += 5 * RefusalFloor.MEMORY_MILLIS;

        assertThat(floor.millis()).isEqualTo(RefusalFloor.LEAST_MILLIS);
    }

    @Test
    void howeverSlow_itHasAnEnd() {
        floor.compared(Long.MAX_VALUE / 1_000);

        assertThat(floor.millis()).isEqualTo(RefusalFloor.MOST_MILLIS);
    }
}
