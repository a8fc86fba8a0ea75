package org.axletree.hub.gate;

import java.util.Objects;
import org.axletree.core.door.Admission;

/**
 * What the gate decided, and about whom.
 *
 * @param hubId the hub, also of a device that is refused; empty if nobody was identified
 * @param deviceId the device, likewise
 * @param detail what else the hub's owner should know of a refusal; may be empty
 * @param created whether the device was created for this connection (clouds.md D10)
 */
public record Decision(Admission admission, String hubId, String deviceId, String detail, boolean created) {
    public Decision {
        Objects.requireNonNull(admission, "admission");
        Objects.requireNonNull(hubId, "hubId");
        Objects.requireNonNull(deviceId, "deviceId");
        Objects.requireNonNull(detail, "detail");
    }

    Decision(Admission admission, String hubId, String deviceId) {
        this(admission, hubId, deviceId, "", false);
    }
}
