package org.axletree.hub.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

final class HostCoverTest {
    @Test
    void wildcard_standsForOneLevel_andNotRightBelowANameOfOneLevel() {
        Set<String> names = Set.of("axle.example.org", "*.axle.example.org", "*.localhost", "localhost");

        assertThat(HostNames.cover(names, "axle.example.org")).isTrue();
        assertThat(HostNames.cover(names, "hub.axle.example.org")).isTrue();
        assertThat(HostNames.cover(names, "hub.device.axle.example.org")).isFalse();
        assertThat(HostNames.cover(names, ".axle.example.org")).isFalse();
        assertThat(HostNames.cover(names, "localhost")).isTrue();
        assertThat(HostNames.cover(names, "hub.localhost")).isFalse();
        assertThat(HostNames.cover(names, "")).isFalse();
    }
}
