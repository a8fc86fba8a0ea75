package org.axletree.hub.registry.user;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.axletree.hub.registry.AuditedRow;
import org.axletree.hub.registry.Role;

/** A person who uses the console, in the database. */
@Entity
@Table(name = "console_user")
class UserRow extends AuditedRow {
    /** The administrator who was there before there were others. */
    static final String FIRST = "00000000-0000-0000-0000-000000000001";

    @Id
    String id;

    @Version
    int version;

    String name;

    /** The name by which it is found: in lower case. */
    @Column(name = "login_name")
    String loginName;

    /** As of {@link org.axletree.hub.authority.PasswordHash}; null while the first administrator's is in a file or a setting. */
    @Column(name = "password_hash")
    String passwordHash;

    /** Counts passwords; that of the audit log, which never sees one. */
    @Column(name = "password_number")
    int passwordNumber;

    @Enumerated(EnumType.STRING)
    Role role;

    /** With commas between; empty for all. */
    @Column(name = "project_ids")
    String projectIds;

    boolean enabled;
    int generation;

    /** The identity provider that says who it is, in the place of a password; null for everybody who has one. */
    String issuer;

    /** What the provider calls the person, which never changes. */
    String subject;

    @Column(name = "created_at")
    long createdAt;

    @Column(name = "updated_at")
    long updatedAt;

    User toUser() {
        return new User(
                id,
                name,
                role,
                projects(),
                enabled,
                generation,
                issuer == null ? "" : issuer,
                Instant.ofEpochMilli(createdAt),
                Instant.ofEpochMilli(updatedAt));
    }

    private SortedSet<String> projects() {
        return projectIds.isEmpty() ? new TreeSet<>() : new TreeSet<>(List.of(projectIds.split(",")));
    }

    /** Whether it is one who may log in whatever becomes of the identity provider. */
    boolean isActiveAdministrator() {
        return enabled && role == Role.ADMINISTRATOR && issuer == null;
    }

    Optional<String> hash() {
        return Optional.ofNullable(passwordHash);
    }

    @Override
    protected String auditedKind() {
        return "user";
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
        Map<String, Object> state = new TreeMap<>(Map.of(
                "name", name,
                "role", role.apiName(),
                "project_ids", projectIds,
                "enabled", enabled,
                "password_number", passwordNumber));
        if (issuer != null) {
            state.put("issuer", issuer);
            state.put("subject", subject);
        }
        return state;
    }
}
