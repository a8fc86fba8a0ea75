package org.axletree.mqtt.session.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class PublishRateTest {
    private static final long HALF_A_SECOND = TimeUnit.MILLISECONDS.toNanos(500);

    private final PublishRate rate = new PublishRate(10, 0);

    @Test
    void sender_beyondItsRate_isToldOnce_andMayGoOnWhenItHasMadeUpForIt() {
        for (int i = 0; i < 10; i++) {
            assertThat(rate.exhaustedBy()).isFalse();
        }
        assertThat(rate.exhaustedBy()).isTrue();
        for (int i = 0; i < 6; i++) {
            assertThat(rate.exhaustedBy()).isFalse();
        }
        assertThat(rate.refill(10, HALF_A_SECOND)).isFalse();
        assertThat(rate.isExhausted()).isTrue();
        assertThat(rate.refill(10, 2 * HALF_A_SECOND)).isTrue();
        assertThat(rate.isExhausted()).isFalse();
    }

    @Test
    void sender_whoWasSilent_hasNoMoreThanASecondsWorth() {
        rate.refill(10, 100 * HALF_A_SECOND);
        for (int i = 0; i < 10; i++) {
            assertThat(rate.exhaustedBy()).isFalse();
        }
        assertThat(rate.exhaustedBy()).isTrue();
    }
}
