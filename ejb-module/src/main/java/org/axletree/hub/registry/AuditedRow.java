package org.axletree.hub.registry;

import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostRemove;
import jakarta.persistence.PostUpdate;
import jakarta.persistence.Transient;
import java.util.Map;
import java.util.Optional;

/**
 * A row whose every change is written down with who made it. The rows tell of themselves, so that no service can forget to.
 */
@MappedSuperclass
public abstract class AuditedRow {
    @Transient
    private Map<String, Object> before = Map.of();

    /** What kind of thing it is, as in the API: {@code hub}, {@code device} and so on. */
    protected abstract String auditedKind();

    /** The id by which people know it. */
    protected abstract String auditedId();

    /** The hub it belongs to; empty if none. */
    protected abstract String auditedHubId();

    /** The project it belongs to, where the row itself says it; else its hub is asked. */
    protected Optional<String> auditedProjectId() {
        return Optional.empty();
    }

    /** What of it is written down, by the names of the API: never a secret. */
    protected abstract Map<String, Object> auditedState();

    @PostLoad
    void remember() {
        before = auditedState();
    }

    @PostPersist
    void noteCreation() {
        AuditTrail.note(this, "created", Map.of(), auditedState());
        remember();
    }

    @PostUpdate
    void noteChange() {
        AuditTrail.note(this, "updated", before, auditedState());
        remember();
    }

    @PostRemove
    void noteRemoval() {
        AuditTrail.note(this, "deleted", before, Map.of());
    }
}
