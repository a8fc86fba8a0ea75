package org.axletree.hub.gate;

import java.util.Objects;
import org.axletree.core.door.Admission;

/**
 * What the gate decided, and about whom.
 *
 * @param hubId the hub, also of a device that is refused; empty if nobody was identified
 * @param deviceId the device, likewise
 */
public record Decision(Admission admission, String hubId, String deviceId) {
    public Decision {
        Objects.requireNonNull(admission, "admission");
        Objects.requireNonNull(hubId, "hubId");
        Objects.requireNonNull(deviceId, "deviceId");
    }
}
