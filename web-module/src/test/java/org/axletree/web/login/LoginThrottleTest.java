package org.axletree.web.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
    private final HandClock clock = new HandClock();
    private final LoginThrottle throttle = new LoginThrottle(clock);

    @Test
    void attempts_belowTheLimit_doNotWait() {
        for (int i = 0; i < LoginThrottle.FREE_FAILURES; i++) {
            assertThat(throttle.attempt("admin", "10.0.0.1")).isZero();
        }
        assertThat(throttle.attempt("admin", "10.0.0.1")).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void waits_grow_andEndAtTheirLongest() {
        failFor("someone", "10.0.0.2");
        Duration longest = Duration.ZERO;
        for (int i = 0; i < 30; i++) {
            Duration wait = throttle.attempt("someone", "10.0.0.2");
            assertThat(wait).isGreaterThanOrEqualTo(longest).isPositive();
            longest = wait;
            clock.pass(wait);
            assertThat(throttle.attempt("someone", "10.0.0.2")).isZero();
        }
        assertThat(longest).isEqualTo(LoginThrottle.LONGEST_FOR_ADDRESS);
    }

    @Test
    void name_isSlowedWhateverTheAddress_andNoLongerThanItsLongest() {
        for (int i = 0; i < 40; i++) {
            clock.pass(LoginThrottle.LONGEST_FOR_NAME);
            assertThat(throttle.attempt("admin", "10.1.0." + i)).isZero();
        }
        Duration wait = throttle.attempt("Admin", "10.2.0.1");
        assertThat(wait).isEqualTo(LoginThrottle.LONGEST_FOR_NAME);
    }

    @Test
    void address_isSlowedWhateverTheName() {
        for (int i = 0; i < LoginThrottle.FREE_FAILURES; i++) {
            throttle.attempt("name" + i, "10.0.0.3");
        }
        assertThat(throttle.attempt("another", "10.0.0.3")).isPositive();
    }

    @Test
    void addressesOfOneIpv6Network_shareTheirFailures() {
        for (int i = 0; i < LoginThrottle.FREE_FAILURES; i++) {
            throttle.attempt("name" + i, "2001:db8:0:1:0:0:0:" + i);
        }
        assertThat(throttle.attempt("another", "2001:db8:0:1:9:9:9:9")).isPositive();
    }

    @Test
    void success_forgivesBoth() {
        failFor("admin", "10.0.0.4");
        throttle.succeeded("admin", "10.0.0.4");
        assertThat(throttle.attempt("admin", "10.0.0.4")).isZero();
    }

    @Test
    void attemptsMadeWhileWaiting_areNotCounted() {
        failFor("admin", "10.0.0.5");
        for (int i = 0; i < 100; i++) {
            assertThat(throttle.attempt("admin", "10.0.0.5")).isEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void failuresOfLongAgo_areForgotten() {
        failFor("admin", "10.0.0.6");
        clock.pass(LoginThrottle.MEMORY.plusSeconds(1));
        assertThat(throttle.attempt("admin", "10.0.0.6")).isZero();
        assertThat(throttle.attempt("admin", "10.0.0.6")).isZero();
    }

    private void failFor(String name, String address) {
        for (int i = 0; i < LoginThrottle.FREE_FAILURES; i++) {
            throttle.attempt(name, address);
        }
    }

    private static final class HandClock extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void pass(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
