package org.axletree.door.pressure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ConnectRatesTest {
    /** Near the end of its range, as {@link System#nanoTime()} may be. */
    private static final long START = Long.MAX_VALUE - 5;

    private final ConnectRates rates = new ConnectRates(2, START);

    @Test
    void device_mayConnectTenSecondsWorthAtOnce_andThenAtItsRate() {
        assertThat(admitted(30, START)).isEqualTo(20);
        assertThat(admitted(5, START + TimeUnit.SECONDS.toNanos(1))).isEqualTo(2);
        assertThat(admitted(30, START + TimeUnit.SECONDS.toNanos(4))).isEqualTo(6);
        assertThat(admitted(30, START + TimeUnit.SECONDS.toNanos(60))).isEqualTo(20);
    }

    @Test
    void devices_doNotCountForOneAnother() {
        assertThat(admitted(30, START)).isEqualTo(20);
        assertThat(rates.admits("hub", "other", START)).isTrue();
        assertThat(rates.admits("other", "device", START)).isTrue();
    }

    @Test
    void devices_thatHaveNotConnectedLately_areForgotten() {
        for (int i = 0; i < 100; i++) {
            rates.admits("hub", "device" + i, START);
        }
        assertThat(rates.remembered()).isEqualTo(100);
        rates.admits("hub", "late", START + TimeUnit.SECONDS.toNanos(30));

        assertThat(rates.remembered()).isEqualTo(1);
    }

    @Test
    void devices_moreThanAreRemembered_areForgottenRatherThanKept() {
        int most = 0;
        for (int i = 0; i < 450_000; i++) {
            assertThat(rates.admits("hub", "device" + i, START)).isTrue();
            most = Math.max(most, rates.remembered());
        }
        assertThat(most).isEqualTo(200_000);
    }

    private long admitted(int times, long now) {
        return IntStream.range(0, times)
                .filter(i -> rates.admits("hub", "device", now))
                .count();
    }
}
