package org.axletree.hub.registry.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class ProvisioningRateTest {
    private long now = 60_000;
    private final InstantSource clock = () -> Instant.ofEpochMilli(now);
    private final ProvisioningRate rate = new ProvisioningRate(2, clock.withZone(ZoneOffset.UTC));

    @Test
    void newcomers_ofOneHub_areLimitedInEachMinute() {
        assertThat(rate.takes("one")).isTrue();
        assertThat(rate.takes("one")).isTrue();
        assertThat(rate.takes("one")).isFalse();
        assertThat(rate.takes("other")).isTrue();

        now += 60_000;
        assertThat(rate.takes("one")).isTrue();
    }
}
