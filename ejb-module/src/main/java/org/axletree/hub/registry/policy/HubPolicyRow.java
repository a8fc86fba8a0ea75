package org.axletree.hub.registry.policy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.axletree.hub.registry.AuditedRow;

/** A policy in the database; its keys lie sealed. */
@Entity
@Table(name = "hub_policy")
@IdClass(HubPolicyRow.Key.class)
public class HubPolicyRow extends AuditedRow {
    @Id
    @Column(name = "hub_id")
    String hubId;

    @Id
    String name;

    String rights;

    @Column(name = "sealed_primary")
    byte[] sealedPrimary;

    @Column(name = "sealed_secondary")
    byte[] sealedSecondary;

    @Column(name = "keys_changed_at")
    long keysChangedAt;

    @Override
    protected String auditedKind() {
        return "policy";
    }

    @Override
    protected String auditedId() {
        return name;
    }

    @Override
    protected String auditedHubId() {
        return hubId;
    }

    @Override
    protected Map<String, Object> auditedState() {
        return Map.of("rights", rights, "keys_changed_at", Instant.ofEpochMilli(keysChangedAt));
    }

    /** What tells policies apart. */
    public static class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        String hubId;
        String name;

        /** For JPA. */
        public Key() {}

        Key(String hubId, String name) {
            this.hubId = hubId;
            this.name = name;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.hubId.equals(hubId) && key.name.equals(name);
        }

        @Override
        public int hashCode() {
            return Objects.hash(hubId, name);
        }
    }
}
