package org.axletree.hub.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NetworkRatesTest {
    @Test
    void network_bringsTenSecondsWorthAtOnce_andThenItsRate() {
        NetworkRates rates = new NetworkRates(2);
        long now = Long.MAX_VALUE - 5; // nanoTime may begin anywhere

        assertThat(IntStream.range(0, 30).filter(i -> rates.takes("a", now)).count())
                .isEqualTo(20);
        assertThat(rates.takes("b", now)).isTrue();
        long later = now + TimeUnit.SECONDS.toNanos(1);
        assertThat(rates.takes("a", later)).isTrue();
        assertThat(rates.takes("a", later)).isTrue();
        assertThat(rates.takes("a", later)).isFalse();
    }
}
