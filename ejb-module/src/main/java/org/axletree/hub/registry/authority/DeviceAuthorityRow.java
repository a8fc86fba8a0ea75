package org.axletree.hub.registry.authority;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.axletree.hub.registry.AuditedRow;

/** An uploaded authority in the database. */
@Entity
@Table(name = "device_authority")
public class DeviceAuthorityRow extends AuditedRow {
    @Id
    String id;

    @Version
    long revision;

    @Column(name = "hub_id", updatable = false)
    String hubId;

    @Column(updatable = false)
    String name;

    String pem;

    /** The subject's name, as {@link org.axletree.hub.registry.hub.AuthoritySubject} makes it. */
    String subject;

    String fingerprint;
    boolean verified;
    String code;

    @Column(name = "code_made_at")
    Long codeMadeAt;

    @Column(name = "rare_key")
    String rareKey;

    @Column(name = "created_at")
    long createdAt;

    @Column(name = "updated_at")
    long updatedAt;

    DeviceAuthority toAuthority() {
        return new DeviceAuthority(
                id,
                revision,
                hubId,
                name,
                pem,
                fingerprint,
                verified,
                Optional.ofNullable(code),
                Optional.ofNullable(codeMadeAt).map(Instant::ofEpochMilli),
                Instant.ofEpochMilli(createdAt),
                Instant.ofEpochMilli(updatedAt));
    }

    @Override
    protected String auditedKind() {
        return "certificate";
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
        return Map.of("name", name, "fingerprint", fingerprint, "verified", verified);
    }
}
