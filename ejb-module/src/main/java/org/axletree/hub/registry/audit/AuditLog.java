package org.axletree.hub.registry.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.axletree.hub.registry.AuditedDeed;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.listing.Listing;
import org.axletree.hub.registry.listing.Page;
import org.axletree.hub.registry.listing.PageRequest;

/** The audit log, as its readers see it: a caller of one project sees the changes of that project. */
@ApplicationScoped
public class AuditLog {
    private Registry registry;

    /** For the container. */
    protected AuditLog() {}

    @Inject
    public AuditLog(Registry registry) {
        this.registry = registry;
    }

    /** The number of the newest entry of all, whoever may see it: it grows when something is written. 0 if there is none. */
    public long newest() {
        Long newest = registry.read(entities -> entities.createQuery("select max(e.id) from AuditRow e", Long.class)
                .getSingleResult());
        return newest == null ? 0 : newest;
    }

    /** Writes down what somebody did outside of the registry. */
    public void note(AuditedDeed deed) {
        registry.change(deed.resource(), deed.resourceId(), entities -> {
            deed.noteWithChange();
            return null;
        });
    }

    /**
     * The entries, newest first.
     *
     * @param resourceId UUID of a thing to see the changes of; empty for all
     * @param hubId UUID of a hub to see the changes in; empty for all
     */
    public Page<AuditEntry> newestFirst(Optional<String> resourceId, Optional<String> hubId, PageRequest page) {
        return newestFirst(
                new AuditQuery(
                        resourceId,
                        hubId,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                page);
    }

    /** The entries that are asked for, newest first. */
    public Page<AuditEntry> newestFirst(AuditQuery query, PageRequest page) {
        page.check();
        Listing<AuditRow> listing = new Listing<>(AuditRow.class);
        query.resourceId().ifPresent(id -> listing.of("resourceId", id));
        query.hubId().ifPresent(id -> listing.of("hubId", id));
        // A single project is read off an index that begins with it.
        Caller.current()
                .onlyProject()
                .ifPresentOrElse(
                        id -> listing.of("projectId", id),
                        () -> listing.visible(Caller.current().projects()));
        listing.whereHas("who", query.who())
                .where("resource", query.resource())
                .where("action", query.action())
                .between(
                        "happenedAt",
                        query.since().map(Instant::toEpochMilli),
                        query.until().map(Instant::toEpochMilli));
        return registry.read(
                entities -> listing.page(entities, page, "x.id desc").map(AuditRow::toEntry));
    }
}
