package org.axletree.hub.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HostNamesTest {
    /** docs/reference/dialects/azure.md, 1: clients refuse a wildcard below a name of one level. */
    @Test
    void hubs_haveNamesBelowEachNameWithADot() {
        assertThat(HostNames.withThoseOfHubs(
                        List.of("localhost", "axle.localhost", "192.0.2.7", "2001:db8::1", "*.example.org")))
                .containsExactly(
                        "localhost", "axle.localhost", "192.0.2.7", "2001:db8::1", "*.example.org", "*.axle.localhost");
    }
}
