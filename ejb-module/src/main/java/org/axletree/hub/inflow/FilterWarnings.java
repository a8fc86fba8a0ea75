package org.axletree.hub.inflow;

import java.util.List;
import org.axletree.core.door.Admission;
import org.axletree.core.door.Notice;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.history.HubHistory;

/** Tells a hub's owner of entries of a device's filters that could not be filled in (clouds.md E8). */
final class FilterWarnings {
    private FilterWarnings() {}

    /** One event for all of them: a filter may have a thousand entries. */
    static void note(HubHistory history, Admission.Admitted admitted, List<String> warnings, String remoteAddress) {
        if (!warnings.isEmpty()) {
            DeviceIdentity identity = admitted.identity();
            history.add(new Notice(
                    identity.hubId(),
                    identity.deviceId(),
                    Reason.FILTER_TEMPLATE_INVALID,
                    "FILTER " + String.join("; ", warnings),
                    remoteAddress));
        }
    }
}
