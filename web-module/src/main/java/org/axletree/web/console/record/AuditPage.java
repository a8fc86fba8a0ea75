package org.axletree.web.console.record;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.annotation.ManagedProperty;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.audit.AuditEntry;
import org.axletree.hub.registry.audit.AuditLog;
import org.axletree.hub.registry.device.DeviceService;
import org.axletree.hub.registry.hub.HubService;
import org.axletree.hub.registry.listing.Page;
import org.axletree.hub.registry.listing.PageRequest;
import org.axletree.hub.registry.route.RouteService;
import org.axletree.web.console.PageNumber;
import org.axletree.web.console.Region;
import org.axletree.web.console.Texts;

/** Who changed what, newest first: of everything, of a hub, or of one thing. */
@Named
@RequestScoped
public class AuditPage {
    private static final int ROWS = 50;

    @Inject
    private AuditLog log;

    @Inject
    @ManagedProperty("#{param.page}")
    private String wantedPage;

    @Inject
    @ManagedProperty("#{param.hub}")
    private String hub;

    @Inject
    @ManagedProperty("#{param.of}")
    private String of;

    @Inject
    @ManagedProperty("#{param.who}")
    private String who;

    @Inject
    @ManagedProperty("#{param.what}")
    private String what;

    @Inject
    @ManagedProperty("#{param.action}")
    private String action;

    @Inject
    @ManagedProperty("#{param.since}")
    private String since;

    @Inject
    private HubService hubs;

    @Inject
    private DeviceService devices;

    @Inject
    private RouteService routes;

    private final Map<String, String> names = new HashMap<>();
    private long newest;
    private Page<Change> shown;

    public List<Change> getChanges() {
        return shown().items();
    }

    /** How many fields changed, in words. */
    public String fields(Change change) {
        return Texts.counted("audit.fields", change.fields().size());
    }

    /** The number of the newest entry there is, whether it is shown or not. */
    public long getNewest() {
        return newest;
    }

    public int getPage() {
        return PageNumber.of(wantedPage);
    }

    /** The page asked for is behind the end: there is something, but not here. */
    public boolean isBehindTheEnd() {
        return shown().items().isEmpty() && shown().totalCount() > 0;
    }

    public long getLast() {
        return Math.max(1, (shown().totalCount() + ROWS - 1) / ROWS);
    }

    public boolean isLastPage() {
        return (long) getPage() * ROWS >= shown().totalCount();
    }

    /** What restricts the list, as the part of a link that goes before the page. */
    public String getRestriction() {
        return Restriction.of(Map.of(
                "hub", id(hub),
                "of", id(of),
                "who", word(who),
                "what", word(what),
                "action", word(action),
                "since", word(since)));
    }

    /** Only those of one hub or thing are shown, or not all of them. */
    public boolean isFiltered() {
        return !getRestriction().isEmpty();
    }

    public String getWho() {
        return word(who).orElse("");
    }

    public String getWhat() {
        return word(what).orElse("");
    }

    public String getAction() {
        return word(action).orElse("");
    }

    public String getSince() {
        return word(since).orElse("");
    }

    public String getHub() {
        return id(hub).orElse("");
    }

    public String getOf() {
        return id(of).orElse("");
    }

    public List<String> getSinces() {
        return Lately.words();
    }

    /** The kinds of thing that change. */
    public List<String> getKinds() {
        return List.of(
                "hub",
                "device",
                "import",
                "certificate",
                "route",
                "network",
                "token",
                "user",
                "twin",
                "message",
                "command",
                "session",
                "retained");
    }

    public List<String> getActions() {
        return List.of("created", "updated", "deleted", "sent", "disconnected", "ended");
    }

    /** Looked up first: what is written meanwhile is newer. */
    @PostConstruct
    void lookUpNewest() {
        newest = log.newest();
    }

    private Page<Change> shown() {
        if (shown == null) {
            shown = log.newestFirst(
                            AuditQueries.of(id(of), id(hub), word(who), word(what), word(action), word(since)),
                            new PageRequest(getPage(), ROWS, ""))
                    .map(entry -> Change.of(entry, this::nameNow));
        }
        return shown;
    }

    private String nameNow(AuditEntry entry) {
        return names.computeIfAbsent(entry.resourceId(), id -> {
            try {
                return switch (entry.resource()) {
                    case "hub", "import", "retained" ->
                        hubs.get(Region.DEFAULT, id).name();
                    case "device", "certificate", "twin", "message", "command", "session" ->
                        devices.get(Region.DEFAULT, id).name();
                    case "route" -> routes.get(Region.DEFAULT, id).name();
                    default -> id;
                };
            } catch (ProblemException goneOrElsewhere) {
                return id;
            }
        });
    }

    private static Optional<String> word(String given) {
        return Optional.ofNullable(given).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static Optional<String> id(String asked) {
        return Optional.ofNullable(asked).filter(text -> text.matches("[0-9a-f-]{36}"));
    }
}
