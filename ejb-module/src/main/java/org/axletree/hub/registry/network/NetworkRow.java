package org.axletree.hub.registry.network;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Map;
import org.axletree.hub.registry.AuditedRow;

/** A network in the database. */
@Entity
@Table(name = "network")
class NetworkRow extends AuditedRow {
    @Id
    String id;

    @Version
    int version;

    @Column(name = "hub_id", updatable = false)
    String hubId;

    @Column(updatable = false)
    String region;

    String name;

    @Enumerated(EnumType.STRING)
    NetworkType type;

    @Column(name = "topic_prefix")
    String topicPrefix;

    @Column(name = "topic_template")
    String topicTemplate;

    /** As of {@link org.axletree.hub.registry.SecretHash}. */
    @Column(name = "key_hash")
    String keyHash;

    @Column(name = "created_at")
    long createdAt;

    Network toNetwork() {
        return new Network(id, hubId, region, name, type, topicPrefix, topicTemplate, Instant.ofEpochMilli(createdAt));
    }

    @Override
    protected String auditedKind() {
        return "network";
    }

    @Override
    protected String auditedId() {
        return id;
    }

    @Override
    protected String auditedHubId() {
        return hubId;
    }

    /** The beginning of the hash tells that a secret was renewed, and nothing of it. */
    @Override
    protected Map<String, Object> auditedState() {
        return Map.of(
                "name",
                name,
                "type",
                type.apiName(),
                "topic_prefix",
                topicPrefix,
                "topic_template",
                topicTemplate,
                "secret",
                keyHash.substring(0, 8));
    }
}
