package org.axletree.hub.chore;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.axletree.hub.telemetry.Pulse;

/** Feels whether what the hub needs answers. */
@ApplicationScoped
public class PulseChore implements Chore {
    @Inject
    private Pulse pulse;

    @Override
    public String complaint() {
        return "The pulse could not be felt";
    }

    @Override
    public int everySeconds() {
        return 2;
    }

    @Override
    public void run() {
        pulse.feel();
    }
}
