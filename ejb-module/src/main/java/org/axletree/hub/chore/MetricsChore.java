package org.axletree.hub.chore;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.axletree.hub.registry.metrics.MetricsLedger;

/** Writes down how much devices and hubs said. */
@ApplicationScoped
public class MetricsChore implements Chore {
    @Inject
    private MetricsLedger metrics;

    @Override
    public String complaint() {
        return "The metrics of devices could not be written";
    }

    @Override
    public int everySeconds() {
        return 20;
    }

    @Override
    public void run() {
        metrics.write();
    }

    @Override
    public boolean isLastDuty() {
        return true;
    }
}
