package org.axletree.hub.chore;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.axletree.hub.firmware.FirmwareUpdates;

/** Takes LwM2M devices through updates of their firmware. */
@ApplicationScoped
public class FirmwareChore implements Chore {
    @Inject
    private FirmwareUpdates updates;

    @Override
    public String complaint() {
        return "Updates of firmware could not be moved on";
    }

    @Override
    public int everySeconds() {
        return 2;
    }

    @Override
    public void run() {
        updates.moveOn();
    }
}
