package org.axletree.hub.registry.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricRingTest {

    @ParameterizedTest
    @EnumSource
    void buckets_areThoseOfANaiveLedger_asFarAsTheWindowReaches(MetricStep step) {
        Random random = new Random(7);
        MetricRing ring = new MetricRing(2);
        Map<Long, Long> naive = new HashMap<>();
        long newest = 1_000;
        for (int i = 0; i < 2_000; i++) {
            long bucket = newest + random.nextInt(12) - 8;
            newest = Math.max(newest, bucket);
            int packets = random.nextInt(1_000);
            ring.at(step).add(0, bucket, packets);
            ring.at(step).add(1, bucket, 1);
            naive.merge(bucket, (long) packets, Long::sum);
            ring = MetricRing.of(ring.bytes(), 2, 2);
        }

        for (long bucket = newest - step.slots() + 1; bucket <= newest + 3; bucket++) {
            assertThat(ring.at(step).value(0, bucket)).isEqualTo(naive.getOrDefault(bucket, 0L));
        }
        assertThat(ring.at(step).value(0, newest - step.slots())).isZero();
    }

    @Test
    void size_hasABound_howeverMuchIsCounted() {
        MetricRing ring = new MetricRing(2);
        Instant time = Instant.parse("2026-01-01T00:00:00Z");
        for (int hour = 0; hour < 24 * 365; hour++) {
            for (MetricStep step : MetricStep.values()) {
                long bucket = step.bucketOf(time.plusSeconds(3_600L * hour));
                ring.at(step).add(0, bucket, 1_000_000_000L);
                ring.at(step).add(1, bucket, 10_000);
            }
        }

        assertThat(ring.bytes()).hasSizeLessThan(2_000);
    }

    @Test
    void column_thatIsRaised_holdsTheHighest_andNoOther() {
        MetricRing ring = new MetricRing(3);
        assertThat(ring.at(MetricStep.DAY).raise(2, 50, 4)).isTrue();
        assertThat(ring.at(MetricStep.DAY).raise(2, 50, 3)).isFalse();
        assertThat(MetricRing.of(ring.bytes(), 3, 3).at(MetricStep.DAY).value(2, 50))
                .isEqualTo(4);
        assertThat(ring.at(MetricStep.DAY).value(1, 50)).isZero();
    }

    @Test
    void longSilence_leavesNothingOfTheTimeBefore() {
        MetricRing ring = new MetricRing(2);
        ring.at(MetricStep.HOUR).add(0, 100, 5);
        ring.at(MetricStep.HOUR).add(0, 1_000_000_000_000L, 7);

        assertThat(ring.at(MetricStep.HOUR).value(0, 1_000_000_000_000L)).isEqualTo(7);
        assertThat(ring.at(MetricStep.HOUR).value(0, 1_000_000_000_000L - 24)).isZero();
        assertThat(ring.at(MetricStep.HOUR).value(0, 100)).isZero();
    }

    @Test
    void damagedBytes_areNotTakenForMetrics() {
        byte[] bytes = new MetricRing(2).bytes();

        assertThatThrownBy(() -> MetricRing.of(java.util.Arrays.copyOf(bytes, bytes.length - 1), 2, 2))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> MetricRing.of(new byte[] {9}, 2, 2)).hasMessage("metrics: format 9 (expected: 2)");
    }

    @Test
    void columnThatWasNotKeptThen_isNothing_andTheOthersStay() {
        MetricRing before = new MetricRing(2);
        before.at(MetricStep.DAY).add(0, 50, 400);
        before.at(MetricStep.DAY).add(1, 50, 1);
        byte[] said = before.bytes();
        byte[] ofFirstFormat = Arrays.copyOfRange(said, 1, said.length); // which did not say how many columns it has
        ofFirstFormat[0] = 1;

        for (MetricRing ring : List.of(MetricRing.of(said, 4, 2), MetricRing.of(ofFirstFormat, 4, 2))) {
            assertThat(ring.at(MetricStep.DAY).value(0, 50)).isEqualTo(400);
            assertThat(ring.at(MetricStep.DAY).value(1, 50)).isEqualTo(1);
            assertThat(ring.at(MetricStep.DAY).value(3, 50)).isZero();
        }
        assertThatThrownBy(() -> MetricRing.of(new MetricRing(4).bytes(), 2, 2))
                .hasMessage("metrics: 4 columns (expected: 1 to 2)");
    }

    @Test
    void months_areThoseOfTheCalendar() {
        long may = MetricStep.MONTH.bucketOf(Instant.parse("2026-05-31T23:59:59Z"));

        assertThat(MetricStep.MONTH.bucketOf(Instant.parse("2026-06-01T00:00:00Z")))
                .isEqualTo(may + 1);
        assertThat(MetricStep.MONTH.startOf(may)).isEqualTo("2026-05-01T00:00:00Z");
    }
}
