package org.axletree.hub.inflow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.axletree.core.door.Admission;
import org.axletree.core.door.Notice;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.history.HubHistory;

/** Where whatever happens is noted: in the hub's history, and, what that keeps, as a message. Never blocks. */
@ApplicationScoped
public class EventBook {
    @Inject
    private HubHistory history;

    @Inject
    private EventVoice voice;

    void note(Notice notice) {
        note(notice, "");
    }

    /** @param deviceName the device's name, where the event shall tell it; else empty */
    void note(Notice notice, String deviceName) {
        history.add(notice, deviceName).ifPresent(kept -> voice.tell(notice.hubId(), kept));
    }

    /**
     * Tells of entries of a device's filters that could not be filled in (clouds.md E8): one event for all of them, as a filter
     * may have a thousand entries.
     */
    void warn(Admission.Admitted admitted, List<String> warnings, String remoteAddress) {
        if (!warnings.isEmpty()) {
            DeviceIdentity identity = admitted.identity();
            note(new Notice(
                    identity.hubId(),
                    identity.deviceId(),
                    Reason.FILTER_TEMPLATE_INVALID,
                    "FILTER " + String.join("; ", warnings),
                    remoteAddress));
        }
    }
}
