package org.axletree.hub.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class WrongCredentialsTest {
    private long now = 1_000;

    private final WrongCredentials wrong = new WrongCredentials(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(now);
        }
    });

    /** Thirty take more than five seconds, one after the other or all at once. */
    @Test
    void answers_waitLongerEachTime() {
        assertThat(wrong.failed("pump", "192.0.2.1:1")).isZero();
        assertThat(wrong.failed("pump", "192.0.2.1:2")).isZero();
        assertThat(wrong.failed("pump", "192.0.2.1:3")).isZero();
        assertThat(wrong.failed("pump", "192.0.2.1:4")).isEqualTo(200);
        int last = 0;
        for (int i = 5; i <= 40; i++) {
            last = wrong.failed("pump", "192.0.2.1:" + i);
        }
        assertThat(last).isEqualTo(5_400);
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
