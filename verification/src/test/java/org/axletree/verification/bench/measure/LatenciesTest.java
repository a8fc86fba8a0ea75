package org.axletree.verification.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatenciesTest {
    private final Latencies latencies = new Latencies();

    @Test
    void shares_areFoundWithinThreePercent() {
        for (int micros = 1; micros <= 100_000; micros++) {
            latencies.record(micros * 1_000L);
        }

        assertThat(latencies.micros(0.5)).isCloseTo(50_000, within(1_500.0));
        assertThat(latencies.micros(0.99)).isCloseTo(99_000, within(3_000.0));
        assertThat(latencies.micros(1)).isCloseTo(100_000, within(3_000.0));
    }

    @Test
    void oneValue_isEveryShare() {
        latencies.record(250_000_000_000L);

        assertThat(latencies.micros(0.01)).isCloseTo(250_000_000, within(7_500_000.0));
        assertThat(latencies.micros(1)).isEqualTo(latencies.micros(0.01));
    }

    @Test
    void nothing_isZero() {
        latencies.record(5);
        latencies.clear();

        assertThat(latencies.micros(0.5)).isZero();
    }
}
