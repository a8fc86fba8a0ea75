package org.axletree.hub.telemetry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import org.axletree.core.door.DoorStatus;
import org.axletree.hub.door.Doors;

/** How the hub is doing, as far as one can tell without waiting. */
@ApplicationScoped
class HubHealth {
    @Inject
    private Doors doors;

    @Inject
    private Pulse pulse;

    /** How each door is doing, by its name. */
    Map<String, DoorStatus> doors() {
        return doors.statuses();
    }

    /** Whether every door has been opened. */
    boolean isOpen() {
        return doors().values().stream().allMatch(DoorStatus::isOpen);
    }

    /** An event loop that hangs does not come back by itself; a door that is shut is no reason to restart. */
    boolean isResponsive() {
        return doors().values().stream().allMatch(status -> !status.isOpen() || status.responsive());
    }

    /** The names of those vitals that the hub is ready without. */
    Set<String> optional() {
        return pulse.optional();
    }

    /** By name; the hub is ready if every one of them is true that is not optional. */
    Map<String, Boolean> vitals() {
        return pulse.answers();
    }
}
