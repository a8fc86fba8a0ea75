package org.axletree.hub.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WrongCredentialsTest {
    private long now = 1_000;
    private final InstantSource clock = () -> Instant.ofEpochMilli(now);
    private final WrongCredentials wrong = new WrongCredentials(clock.withZone(ZoneOffset.UTC));

    @Test
    void thirtyAtOnce_haveTheirAnswersOneAfterTheOther() {
        List<Integer> waits = new ArrayList<>();
        for (int i = 1; i <= 30; i++) {
            waits.add(wrong.failed("pump", "192.0.2.1:" + i));
        }
        assertThat(waits.subList(0, 3)).containsOnly(0);
        assertThat(waits.get(3)).isEqualTo(200);
        assertThat(waits.get(4)).isEqualTo(400);
        assertThat(waits.get(29)).isEqualTo(5_400);
    }

    @Test
    void thirtyInTurn_takeAsLong_andNoneOfThemWaitsForLong() {
        long start = now;
        for (int i = 1; i <= 30; i++) {
            int wait = wrong.failed("pump", "192.0.2.1:" + i);
            assertThat(wait).isLessThanOrEqualTo(200);
            now += wait;
        }
        assertThat(now - start).isEqualTo(5_400);
    }

    @Test
    void rightOneThatIsNotTaken_waitsAsAWrongOne_andProlongsNothing() {
        fail("pump", "192.0.2.1:1", 35);
        int next = wrong.failed("pump", "192.0.2.1:1");

        assertThat(wrong.withheld("pump", "192.0.2.1:1")).isGreaterThanOrEqualTo(next);
        now += next;
        assertThat(wrong.withheld("pump", "192.0.2.1:1")).isGreaterThanOrEqualTo(200);
        now += WrongCredentials.MEMORY_MILLIS - next + 1;
        assertThat(wrong.isClosed("pump", "192.0.2.1:1")).isFalse();
    }

    @Test
    void aFlood_doesNotWaitForEver() {
        fail("pump", "192.0.2.1:1", 1_000);

        assertThat(wrong.failed("pump", "192.0.2.1:1")).isEqualTo(6_000);
    }

    @Test
    void others_doNotWait() {
        fail("pump", "192.0.2.1:1", 40);

        assertThat(wrong.failed("valve", "192.0.2.1:1")).isZero();
        assertThat(wrong.failed("pump", "192.0.2.2:1")).isZero();
        assertThat(wrong.isClosed("valve", "192.0.2.1:1")).isFalse();
        assertThat(wrong.isClosed("pump", "192.0.2.2:1")).isFalse();
    }

    @Test
    void rightOne_isTakenAgainAMinuteLater() {
        fail("pump", "192.0.2.1:1", 29);
        assertThat(wrong.isClosed("pump", "192.0.2.1:1")).isFalse();
        fail("pump", "192.0.2.1:1", 1);
        assertThat(wrong.isClosed("pump", "192.0.2.1:9")).isTrue();

        now += 60_001;

        assertThat(wrong.isClosed("pump", "192.0.2.1:1")).isFalse();
        assertThat(wrong.failed("pump", "192.0.2.1:1")).isZero();
    }

    @Test
    void rightOne_forgivesAll() {
        fail("pump", "192.0.2.1:1", 10);

        wrong.succeeded("pump", "192.0.2.1:1");

        assertThat(wrong.failed("pump", "192.0.2.1:1")).isZero();
    }

    private void fail(String device, String address, int times) {
        for (int i = 0; i < times; i++) {
            wrong.failed(device, address);
        }
    }
}
