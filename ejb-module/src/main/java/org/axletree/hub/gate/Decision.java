package org.axletree.hub.gate;

import java.util.List;
import java.util.Objects;
import org.axletree.core.door.Admission;

/**
 * What the gate decided, and about whom.
 *
 * @param hubId the hub, also of a device that is refused; empty if nobody was identified
 * @param deviceId the device, likewise
 * @param detail what else the hub's owner should know of a refusal; may be empty
 * @param created whether the device was created for this connection (clouds.md D10)
 * @param warnings entries of the device's filters that could not be filled in (clouds.md E8)
 */
public record Decision(
        Admission admission, String hubId, String deviceId, String detail, boolean created, List<String> warnings) {
    public Decision {
        Objects.requireNonNull(admission, "admission");
        Objects.requireNonNull(hubId, "hubId");
        Objects.requireNonNull(deviceId, "deviceId");
        Objects.requireNonNull(detail, "detail");
        warnings = List.copyOf(warnings);
    }

    static Decision refused(Admission.Refused refusal, String hubId, String deviceId, String detail) {
        return new Decision(refusal, hubId, deviceId, detail, false, List.of());
    }
}
