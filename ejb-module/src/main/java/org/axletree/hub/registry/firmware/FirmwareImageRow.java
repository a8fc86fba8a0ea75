package org.axletree.hub.registry.firmware;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Map;
import org.axletree.hub.registry.AuditedRow;
import org.axletree.hub.registry.hub.OfHub;

/** An image of firmware in the database, without its content. */
@Entity
@Table(name = "firmware_image")
class FirmwareImageRow extends AuditedRow implements OfHub {
    @Id
    String id;

    @Version
    int version;

    @Column(name = "hub_id", updatable = false)
    String hubId;

    @Column(updatable = false)
    String region;

    String name;

    @Column(name = "size_bytes", updatable = false)
    int size;

    @Column(updatable = false)
    String sha256;

    @Column(name = "created_at", updatable = false)
    long createdAt;

    @Override
    public String hubId() {
        return hubId;
    }

    @Override
    public String region() {
        return region;
    }

    FirmwareImage toImage() {
        return new FirmwareImage(id, hubId, name, size, sha256, Instant.ofEpochMilli(createdAt));
    }

    @Override
    protected String auditedKind() {
        return "firmware";
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
        return Map.of("name", name, "sha256", sha256);
    }
}
