package org.axletree.hub.registry.jmsuser;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.axletree.hub.registry.AuditedRow;

/** A user of the JMS broker in the database. */
@Entity
@Table(name = "jms_user")
class JmsUserRow extends AuditedRow {
    @Id
    String id;

    @Version
    int version;

    @Column(updatable = false)
    String region;

    @Column(name = "project_id", updatable = false)
    String projectId;

    String name;

    /** The broker takes logins by what is made of the password, so that this is needed as it is: sealed, in Base64. */
    @Column(name = "sealed_password")
    String sealedPassword;

    @Column(name = "created_at")
    long createdAt;

    JmsUser toUser() {
        return new JmsUser(id, region, projectId, name, Instant.ofEpochMilli(createdAt));
    }

    @Override
    protected String auditedKind() {
        return "jms_user";
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
    protected Optional<String> auditedProjectId() {
        return Optional.of(projectId);
    }

    /** The end of what is sealed, which is new each time, tells that a password was renewed, and nothing of it. */
    @Override
    protected Map<String, Object> auditedState() {
        return Map.of(
                "name",
                name,
                "project_id",
                projectId,
                "password",
                sealedPassword.substring(Math.max(0, sealedPassword.length() - 8)));
    }
}
