package org.axletree.hub.telemetry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import org.axletree.core.door.DoorStatus;
import org.axletree.hub.door.Doors;

/** How the hub is doing, as far as one can tell without waiting. */
@ApplicationScoped
class HubHealth {
    @Inject
    private Doors doors;

    @Inject
    private Pulse pulse;

    DoorStatus door() {
        return doors.status(Doors.MQTT);
    }

    boolean isOpen() {
        return door().state() == DoorStatus.State.OPEN;
    }

    /** An event loop that hangs does not come back by itself; a door that is shut is no reason to restart. */
    boolean isResponsive() {
        DoorStatus status = door();
        return status.state() != DoorStatus.State.OPEN || status.responsive();
    }

    /** By name; the hub is ready if every one of them is true. */
    Map<String, Boolean> vitals() {
        return pulse.answers();
    }
}
