package org.axletree.hub.event;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import org.axletree.core.door.Admission;
import org.axletree.core.door.Notice;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.history.HubHistory;
import org.axletree.hub.live.LiveFeed;
import org.axletree.hub.telemetry.HubMetrics;

/** Records whatever happens in the hub's history, and has what that keeps said as an event. Never blocks. */
@ApplicationScoped
public class EventRecorder {
    @Inject
    private HubHistory history;

    @Inject
    private EventPublisher publisher;

    @Inject
    private LiveFeed live;

    @Inject
    private HubMetrics metrics;

    public void note(Notice notice) {
        note(notice, "");
    }

    /** What others in the hub tell of. */
    void hear(@Observes Notice notice) {
        metrics.of(notice.hubId()).noticed(notice.reason(), notice.times());
        note(notice);
    }

    /** @param deviceName the device's name, where the event shall tell it; else empty */
    public void note(Notice notice, String deviceName) {
        history.add(notice, deviceName).ifPresent(event -> {
            live.show(event);
            publisher.tell(event);
        });
    }

    /**
     * Tells of entries of a device's filters that could not be filled in (scaleway.md E8): one event for all of them, as a filter
     * may have a thousand entries.
     */
    public void warn(Admission.Admitted admitted, List<String> warnings, String remoteAddress) {
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
