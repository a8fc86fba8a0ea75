package org.axletree.hub.registry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

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

    /**
     * The entries, newest first.
     *
     * @param resourceId UUID of a thing to see the changes of; empty for all
     * @param hubId UUID of a hub to see the changes in; empty for all
     */
    public Page<AuditEntry> newestFirst(Optional<String> resourceId, Optional<String> hubId, PageRequest page) {
        page.check();
        Optional<String> project = Caller.current().projectId();
        return registry.read(entities -> new Listing<>(AuditRow.class)
                .where("resourceId", resourceId)
                .where("hubId", hubId)
                .visible(project)
                .page(entities, page, "x.id desc")
                .map(AuditRow::toEntry));
    }
}
