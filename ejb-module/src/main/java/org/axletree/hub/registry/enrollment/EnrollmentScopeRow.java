package org.axletree.hub.registry.enrollment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.axletree.hub.registry.AuditedRow;

/** A provisioning service in the database. */
@Entity
@Table(name = "enrollment_scope")
public class EnrollmentScopeRow extends AuditedRow {
    @Id
    String name;

    @Version
    long revision;

    @Column(name = "project_id")
    String projectId;

    @Column(name = "id_scope")
    String idScope;

    String location;

    @Enumerated(EnumType.STRING)
    AllocationPolicy allocation;

    String tags;

    @Column(name = "sealed_primary")
    byte[] sealedPrimary;

    @Column(name = "sealed_secondary")
    byte[] sealedSecondary;

    @Column(name = "created_at")
    long createdAt;

    EnrollmentScope toScope() {
        return new EnrollmentScope(
                name, projectId, idScope, location, allocation, tags, revision, Instant.ofEpochMilli(createdAt));
    }

    @Override
    protected String auditedKind() {
        return "provisioning";
    }

    @Override
    protected String auditedId() {
        return name;
    }

    @Override
    protected String auditedHubId() {
        return "";
    }

    @Override
    protected Optional<String> auditedProjectId() {
        return Optional.of(projectId);
    }

    @Override
    protected Map<String, Object> auditedState() {
        return Map.of("id_scope", idScope, "allocation_policy", allocation.word(), "location", location);
    }
}
