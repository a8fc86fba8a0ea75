package org.axletree.hub.chore;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.axletree.hub.registry.hub.HubDirectory;
import org.axletree.hub.telemetry.Gauges;

/** Looks when the authorities of the hubs end. */
@ApplicationScoped
public class AuthorityChore implements Chore {
    @Inject
    private HubDirectory hubs;

    @Inject
    private Gauges gauges;

    @Override
    public String complaint() {
        return "The authorities of the hubs could not be looked at";
    }

    @Override
    public int everySeconds() {
        return 15;
    }

    @Override
    public void run() {
        gauges.authorityEnds(hubs.authorityEnds());
    }
}
