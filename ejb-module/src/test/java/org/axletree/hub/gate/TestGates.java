package org.axletree.hub.gate;

import java.time.Clock;
import org.axletree.core.limit.PlanRules;
import org.axletree.core.limit.SessionLimits;
import org.axletree.hub.dialect.TestDialects;
import org.axletree.hub.registry.LocalRevision;
import org.axletree.hub.registry.RegistryFixture;

/** Gates in front of a registry of the tests. */
final class TestGates {
    private TestGates() {}

    static Gate of(RegistryFixture registry, CloudAuthenticators clouds) {
        return new Gate(
                registry.deviceDirectory,
                registry.hubDirectory,
                new LocalRevision(),
                registry.provisioning,
                registry.deviceAuthorityDirectory,
                clouds,
                TestDialects.all(),
                Clock.systemUTC(),
                SessionLimits.DEFAULT,
                PlanRules.SHARED);
    }
}
