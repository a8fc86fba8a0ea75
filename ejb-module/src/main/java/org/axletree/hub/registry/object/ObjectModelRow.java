package org.axletree.hub.registry.object;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Map;
import org.axletree.hub.registry.AuditedRow;
import org.axletree.hub.registry.hub.OfHub;

/** A described object in the database. */
@Entity
@Table(name = "object_model")
class ObjectModelRow extends AuditedRow implements OfHub {
    @Id
    String id;

    @Version
    int version;

    @Column(name = "hub_id", updatable = false)
    String hubId;

    @Column(updatable = false)
    String region;

    @Column(name = "object_id", updatable = false)
    int objectId;

    String name;

    @Column(name = "object_version")
    String objectVersion;

    String content;

    @Column(name = "created_at", updatable = false)
    long createdAt;

    @Column(name = "updated_at")
    long updatedAt;

    @Override
    public String hubId() {
        return hubId;
    }

    @Override
    public String region() {
        return region;
    }

    DescribedObject toObject() {
        return new DescribedObject(
                id,
                hubId,
                objectId,
                name,
                objectVersion,
                content,
                Instant.ofEpochMilli(createdAt),
                Instant.ofEpochMilli(updatedAt));
    }

    @Override
    protected String auditedKind() {
        return "object_model";
    }

    @Override
    protected String auditedId() {
        return id;
    }

    @Override
    protected String auditedHubId() {
        return hubId;
    }

    @Override
    protected Map<String, Object> auditedState() {
        return Map.of("object_id", objectId, "name", name, "version", objectVersion);
    }
}
