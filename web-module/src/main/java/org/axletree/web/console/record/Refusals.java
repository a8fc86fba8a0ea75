package org.axletree.web.console.record;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axletree.hub.history.HubEvent;
import org.axletree.hub.history.HubHistory;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.device.DeviceService;
import org.axletree.hub.registry.journal.EventJournal;
import org.axletree.hub.registry.journal.RecordedEvent;
import org.axletree.hub.registry.listing.PageRequest;
import org.axletree.web.console.Region;
import org.axletree.web.console.Texts;

/** Why something was refused lately. */
@Named
@RequestScoped
public class Refusals {
    private static final int SHOWN = 10;
    private static final PageRequest LATELY = new PageRequest(1, PageRequest.MAX_PAGE_SIZE, "");

    @Inject
    private HubHistory history;

    @Inject
    private EventJournal journal;

    @Inject
    private DeviceService devices;

    private final Map<String, List<Refusal>> lists = new HashMap<>();

    /** The refusals of a hub, newest first. */
    public List<Refusal> of(String hubId) {
        return lists.computeIfAbsent(hubId, this::read);
    }

    /** The refusals of a device in its hub, newest first. */
    public List<Refusal> ofDevice(String deviceId) {
        return lists.computeIfAbsent(
                deviceId,
                id -> shown("", journal.ofDevice(Region.DEFAULT, id, LATELY).items()));
    }

    /** Those of connections that could not be told to belong to any hub. */
    public List<Refusal> ofNobody() {
        return of(HubHistory.UNKNOWN_HUB);
    }

    private List<Refusal> read(String hubId) {
        return hubId.equals(HubHistory.UNKNOWN_HUB) ? remembered() : written(hubId);
    }

    private List<Refusal> remembered() {
        Stream<Refusal> all = history.newestFirst(HubHistory.UNKNOWN_HUB).stream()
                .filter(event -> event.severity() != HubEvent.Severity.INFO)
                .map(event -> new Refusal(
                        event.time(),
                        nameOf(event.deviceId()),
                        "",
                        event.message(),
                        event.packet(),
                        event.remoteAddress(),
                        1));
        return Refusal.together(all, SHOWN);
    }

    private List<Refusal> written(String hubId) {
        return shown(hubId, journal.ofHub(Region.DEFAULT, hubId, LATELY).items());
    }

    /** @param hubId whose routes they may be about; empty if they are of one device, whose page it is */
    private List<Refusal> shown(String hubId, List<RecordedEvent> newestFirst) {
        Map<String, String> names = new HashMap<>();
        Stream<Refusal> all = newestFirst.stream()
                .filter(entry -> !entry.severity().equals("info"))
                .map(entry -> new Refusal(
                        entry.time(),
                        entry.objectName().isEmpty()
                                ? names.computeIfAbsent(entry.objectId(), this::nameOf)
                                : entry.objectName(),
                        hubId.isEmpty() ? "" : EventsPage.link(hubId, entry),
                        entry.message(),
                        entry.packet(),
                        entry.sourceAddress(),
                        1));
        return Refusal.together(all, SHOWN);
    }

    private String nameOf(String deviceId) {
        try {
            return deviceId.isEmpty()
                    ? Texts.of("unknownDevice")
                    : devices.get(Region.DEFAULT, deviceId).name();
        } catch (ProblemException deletedOrElsewhere) {
            return deviceId;
        }
    }
}
