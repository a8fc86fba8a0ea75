package org.axletree.web.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
    private final HandClock clock = new HandClock();
    private final LoginThrottle throttle = new LoginThrottle(clock);

    @Test
    void attempts_belowTheLimit_doNotWait() {
        for (int i = 0; i < LoginThrottle.FREE_FAILURES; i++) {
            assertThat(throttle.attempt(at("10.0.0.1"))).isZero();
        }
        assertThat(throttle.attempt(at("10.0.0.1"))).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void waits_grow_andEndAtTheirLongest() {
        failAt("10.0.0.2");
        Duration longest = Duration.ZERO;
        for (int i = 0; i < 30; i++) {
            Duration wait = throttle.attempt(at("10.0.0.2"));
            assertThat(wait).isGreaterThanOrEqualTo(longest).isPositive();
            longest = wait;
            clock.pass(wait);
            assertThat(throttle.attempt(at("10.0.0.2"))).isZero();
        }
        assertThat(longest).isEqualTo(LoginThrottle.LONGEST);
    }

    /** Issue 8, item 10: strangers who fail in the administrator's name keep nobody out. */
    @Test
    void strangersElsewhere_doNotSlowAnybody() {
        for (int stranger = 0; stranger < 12; stranger++) {
            for (int i = 0; i < 50; i++) {
                throttle.attempt(at("10.1.0." + stranger));
            }
        }
        for (int i = 0; i < 50; i++) {
            assertThat(throttle.attempt(at("10.2.0.1"))).isZero();
            throttle.succeeded(at("10.2.0.1"));
        }
    }

    @Test
    void knownBrowser_isNotSlowedByStrangersAtItsAddress() {
        failAt("10.0.0.9");
        assertThat(throttle.attempt(at("10.0.0.9"))).isPositive();
        assertThat(throttle.attempt(known("mine", "10.0.0.9"))).isZero();
    }

    @Test
    void knownBrowser_isSlowedByItsOwnFailures_andThenCountsAsItsAddress() {
        for (int i = 0; i < LoginThrottle.FREE_FAILURES; i++) {
            assertThat(throttle.attempt(known("mine", "10.0.0.10"))).isZero();
        }
        for (int i = 0; i < LoginThrottle.FREE_FAILURES; i++) {
            assertThat(throttle.attempt(known("mine", "10.0.0.10"))).isZero();
        }
        assertThat(throttle.attempt(known("mine", "10.0.0.10"))).isPositive();
    }

    @Test
    void addresses_areNotRememberedWithoutLimit() {
        failAt("10.0.0.11");
        for (int i = 0; i < LoginThrottle.MOST; i++) {
            throttle.attempt(at("10." + (1 + i / 65_536) + "." + i / 256 % 256 + "." + i % 256));
        }
        assertThat(throttle.attempt(at("10.0.0.11"))).as("forgotten").isZero();
    }

    @Test
    void address_isSlowed() {
        for (int i = 0; i < LoginThrottle.FREE_FAILURES; i++) {
            throttle.attempt(at("10.0.0.3"));
        }
        assertThat(throttle.attempt(at("10.0.0.3"))).isPositive();
    }

    @Test
    void addressesOfOneIpv6Network_shareTheirFailures() {
        for (int i = 0; i < LoginThrottle.FREE_FAILURES; i++) {
            throttle.attempt(at("2001:db8:0:1:0:0:0:" + i));
        }
        assertThat(throttle.attempt(at("2001:db8:0:1:9:9:9:9"))).isPositive();
    }

    @Test
    void success_forgives() {
        failAt("10.0.0.4");
        throttle.succeeded(at("10.0.0.4"));
        assertThat(throttle.attempt(at("10.0.0.4"))).isZero();
    }

    @Test
    void attemptsMadeWhileWaiting_areNotCounted() {
        failAt("10.0.0.5");
        for (int i = 0; i < 100; i++) {
            assertThat(throttle.attempt(at("10.0.0.5"))).isEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void failuresOfLongAgo_areForgotten() {
        failAt("10.0.0.6");
        clock.pass(LoginThrottle.MEMORY.plusSeconds(1));
        assertThat(throttle.attempt(at("10.0.0.6"))).isZero();
        assertThat(throttle.attempt(at("10.0.0.6"))).isZero();
    }

    private void failAt(String address) {
        for (int i = 0; i < LoginThrottle.FREE_FAILURES; i++) {
            throttle.attempt(at(address));
        }
    }

    private static Visitor at(String address) {
        return new Visitor(address, Optional.empty());
    }

    private static Visitor known(String browser, String address) {
        return new Visitor(address, Optional.of(browser));
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
