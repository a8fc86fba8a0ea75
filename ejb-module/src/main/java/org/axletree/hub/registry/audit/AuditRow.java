package org.axletree.hub.registry.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** An entry of the audit log in the database; the audit trail of the registry alone writes. */
@Entity
@Table(name = "audit_entry")
class AuditRow {
    @Id
    long id;

    @Column(name = "happened_at")
    long happenedAt;

    String who;
    String actor;

    @Column(name = "token_id")
    String tokenId;

    @Column(name = "user_id")
    String userId;

    @Column(name = "source_address")
    String sourceAddress;

    String action;
    String resource;

    @Column(name = "resource_id")
    String resourceId;

    @Column(name = "hub_id")
    String hubId;

    @Column(name = "project_id")
    String projectId;

    @Column(name = "state_before")
    String stateBefore;

    @Column(name = "state_after")
    String stateAfter;

    AuditEntry toEntry() {
        return new AuditEntry(
                id,
                Instant.ofEpochMilli(happenedAt),
                who,
                actor,
                tokenId,
                userId,
                sourceAddress,
                action,
                resource,
                resourceId,
                hubId,
                projectId,
                stateBefore,
                stateAfter);
    }
}
