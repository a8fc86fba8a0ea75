package org.axletree.web.console.record;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.annotation.ManagedProperty;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.device.DeviceService;
import org.axletree.hub.registry.journal.EventJournal;
import org.axletree.hub.registry.journal.RecordedEvent;
import org.axletree.hub.registry.listing.Page;
import org.axletree.hub.registry.listing.PageRequest;
import org.axletree.web.console.PageNumber;
import org.axletree.web.console.Region;

/** Everything that happened in a hub, newest first. */
@Named
@RequestScoped
public class EventsPage {
    private static final int ROWS = 50;

    @Inject
    private EventJournal journal;

    @Inject
    private DeviceService devices;

    @Inject
    @ManagedProperty("#{param.page}")
    private String wantedPage;

    private final Map<String, String> names = new HashMap<>();
    private Page<RecordedEvent> shown;

    public List<RecordedEvent> of(String hubId) {
        return shown(hubId).items();
    }

    public boolean isLastPage(String hubId) {
        return (long) getPage() * ROWS >= shown(hubId).totalCount();
    }

    public int getPage() {
        return PageNumber.of(wantedPage);
    }

    private Page<RecordedEvent> shown(String hubId) {
        if (shown == null) {
            shown = journal.ofHub(Region.DEFAULT, hubId, new PageRequest(getPage(), ROWS, ""));
        }
        return shown;
    }

    /** What it happened to. */
    public String who(RecordedEvent event) {
        if (!event.objectName().isEmpty() || event.objectId().isEmpty()) {
            return event.objectName().isEmpty() ? "Unknown device" : event.objectName();
        }
        return names.computeIfAbsent(event.objectId(), id -> {
            try {
                return devices.get(Region.DEFAULT, id).name();
            } catch (ProblemException gone) {
                return id;
            }
        });
    }
}
