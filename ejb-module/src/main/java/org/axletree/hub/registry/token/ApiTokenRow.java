package org.axletree.hub.registry.token;

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
import java.util.TreeMap;
import org.axletree.hub.registry.AuditedRow;
import org.axletree.hub.registry.Role;

/** A token of the management API in the database. */
@Entity
@Table(name = "api_token")
class ApiTokenRow extends AuditedRow {
    @Id
    String id;

    @Version
    int version;

    String name;

    /** As of {@link org.axletree.hub.registry.SecretHash}. */
    @Column(name = "secret_hash")
    String secretHash;

    @Enumerated(EnumType.STRING)
    Role scope;

    @Column(name = "project_id")
    String projectId;

    @Column(name = "expires_at")
    Long expiresAt;

    @Column(name = "created_at")
    long createdAt;

    ApiToken toToken() {
        return new ApiToken(id, name, scope, Optional.ofNullable(projectId), expiry(), Instant.ofEpochMilli(createdAt));
    }

    Optional<Instant> expiry() {
        return Optional.ofNullable(expiresAt).map(Instant::ofEpochMilli);
    }

    @Override
    protected String auditedKind() {
        return "token";
    }

    @Override
    protected String auditedId() {
        return id;
    }

    @Override
    protected String auditedHubId() {
        return "";
    }

    @Override
    protected Map<String, Object> auditedState() {
        Map<String, Object> state = new TreeMap<>(Map.of("name", name, "scope", scope.apiName()));
        Optional.ofNullable(projectId).ifPresent(project -> state.put("project_id", project));
        expiry().ifPresent(expiry -> state.put("expires_at", expiry));
        return state;
    }
}
