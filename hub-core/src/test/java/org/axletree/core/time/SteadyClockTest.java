package org.axletree.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SteadyClockTest {
    private static final long HOUR = TimeUnit.HOURS.toMillis(1);

    private long passed = 77_000_000_000L;
    private long system = 1_000_000;
    private final SteadyClock clock = clock();

    private SteadyClock clock() {
        return new SteadyClock(() -> passed, () -> system);
    }

    @Test
    void clock_begins_asTheSystemsAndGoesByWhatPasses() {
        assertThat(clock.millis()).isEqualTo(1_000_000);
        pass(1_500);
        assertThat(clock.instant()).isEqualTo(Instant.ofEpochMilli(1_001_500));
        assertThat(clock.lead()).isZero();
    }

    @Test
    void clock_systemsIsSet_doesNotJump() {
        system += HOUR;
        assertThat(clock.millis()).isEqualTo(1_000_000);
        assertThat(clock.lead()).isEqualTo(HOUR);
        assertThat(clock.systemMillis()).isEqualTo(1_000_000 + HOUR);
        system -= 3 * HOUR;
        pass(10);
        assertThat(clock.millis()).isEqualTo(1_000_010);
        assertThat(clock.lead()).isEqualTo(-2 * HOUR);
    }

    /** Both clocks leave out fractions: messages that were read at once have one time, whenever it is asked for. */
    @Test
    void lead_doesNotTremble() {
        for (int i = 0; i < 1_000; i++) {
            passed += 300_000; // nanoseconds
            system = 1_000_000 + ((i + 1) * 300_000L + 900_000) / 1_000_000;
            assertThat(clock.lead()).isZero();
        }
        system += HOUR;
        assertThat(clock.lead()).isBetween(HOUR, HOUR + 1);
    }

    @Test
    void clockOfTheNextProcess_goesOn_withWhatPassedBetween() {
        system += HOUR;
        pass(5_000);
        long millis = clock.millis();
        long lead = clock.lead();
        pass(60_000);
        SteadyClock next = clock();
        next.goOn(millis, lead);
        assertThat(next.millis()).isEqualTo(1_000_000 + 5_000 + 60_000);
        assertThat(next.lead()).isEqualTo(HOUR);
    }

    @Test
    void clockOfTheNextProcess_systemsIsBehind_doesNotGoBack() {
        long millis = clock.millis();
        long lead = clock.lead();
        system = 0;
        SteadyClock next = clock();
        next.goOn(millis, lead);
        assertThat(next.millis()).isEqualTo(millis);
    }

    private void pass(long millis) {
        passed += TimeUnit.MILLISECONDS.toNanos(millis);
        system += millis;
    }
}
