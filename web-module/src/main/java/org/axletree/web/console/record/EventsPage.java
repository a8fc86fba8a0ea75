package org.axletree.web.console.record;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.annotation.ManagedProperty;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.device.DeviceQuery;
import org.axletree.hub.registry.device.DeviceService;
import org.axletree.hub.registry.journal.EventJournal;
import org.axletree.hub.registry.journal.EventQuery;
import org.axletree.hub.registry.journal.RecordedEvent;
import org.axletree.hub.registry.listing.Page;
import org.axletree.hub.registry.listing.PageRequest;
import org.axletree.web.console.PageNumber;
import org.axletree.web.console.Region;
import org.axletree.web.console.Texts;

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

    @Inject
    @ManagedProperty("#{param.severity}")
    private String severity;

    @Inject
    @ManagedProperty("#{param.device}")
    private String device;

    @Inject
    @ManagedProperty("#{param.reason}")
    private String reason;

    @Inject
    @ManagedProperty("#{param.since}")
    private String since;

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
            shown = journal.ofHub(
                    Region.DEFAULT,
                    hubId,
                    new EventQuery(severity(), deviceId(hubId), word(reason), Lately.since(since), Optional.empty()),
                    new PageRequest(getPage(), ROWS, ""));
        }
        return shown;
    }

    /** Whether anything is left out. */
    public boolean isFiltered() {
        return severity().isPresent()
                || word(device).isPresent()
                || word(reason).isPresent()
                || Lately.since(since).isPresent();
    }

    /** Whether the page asked for is behind the end: there is something, but not here. */
    public boolean isBehindTheEnd(String hubId) {
        return shown(hubId).items().isEmpty() && shown(hubId).totalCount() > 0;
    }

    public long lastPage(String hubId) {
        return Math.max(1, (shown(hubId).totalCount() + ROWS - 1) / ROWS);
    }

    /** What restricts the list, as the part of a link that goes before the page. */
    public String getRestriction() {
        return Restriction.of(
                Map.of("severity", severity(), "device", word(device), "reason", word(reason), "since", word(since)));
    }

    /** What new events must be of to be shown at once: none where nobody but the list can tell. */
    public boolean isLive() {
        return getPage() == 1 && word(reason).isEmpty();
    }

    public String getSeverity() {
        return severity().orElse("");
    }

    public String getDevice() {
        return word(device).orElse("");
    }

    public String getReason() {
        return word(reason).orElse("");
    }

    public String getSince() {
        return word(since).orElse("");
    }

    public List<String> getSinces() {
        return Lately.words();
    }

    /** All the words that there are. */
    public List<String> getReasons() {
        return Arrays.stream(Reason.values()).map(Reason::label).sorted().toList();
    }

    /** The device that is asked for by its name or its id; what is none finds nothing. */
    public Optional<String> deviceId(String hubId) {
        return word(device).map(asked -> {
            if (asked.matches("[0-9a-f-]{36}")) {
                return asked;
            }
            DeviceQuery query = new DeviceQuery(
                    Region.DEFAULT, Optional.of(hubId), Optional.of(asked), Optional.empty(), Optional.empty());
            return devices.list(query, PageRequest.FIRST).items().stream()
                    .filter(each -> each.name().equals(asked))
                    .map(Device::id)
                    .findFirst()
                    .orElse(asked);
        });
    }

    private Optional<String> severity() {
        return word(severity).filter(Set.of("info", "warning", "error")::contains);
    }

    private static Optional<String> word(String given) {
        return Optional.ofNullable(given).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** Where what it happened to is looked at, below the root of the console; empty if nowhere. */
    static String link(String hubId, RecordedEvent event) {
        return switch (event.objectType()) {
            case "device" -> event.objectId().isEmpty() ? "" : "/device?id=" + event.objectId();
            case "route" -> "/hub?tab=routes&id=" + hubId;
            default -> "";
        };
    }

    /** For the page, which lists those of a hub. */
    public String linkOf(String hubId, RecordedEvent event) {
        return link(hubId, event);
    }

    /** What it happened to. */
    public String who(RecordedEvent event) {
        if (!event.objectName().isEmpty() || event.objectId().isEmpty()) {
            return event.objectName().isEmpty() ? Texts.of("unknownDevice") : event.objectName();
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
