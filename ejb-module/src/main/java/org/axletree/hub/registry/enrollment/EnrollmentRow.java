package org.axletree.hub.registry.enrollment;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axletree.hub.registry.AuditedRow;
import org.axletree.hub.registry.credential.CredentialKind;
import org.axletree.hub.registry.credential.CredentialSafe;
import org.axletree.hub.registry.credential.SealedCredential;

/** An enrolment in the database; its keys lie sealed. */
@Entity
@Table(name = "enrollment")
public class EnrollmentRow extends AuditedRow {
    @Id
    String id;

    @Version
    long revision;

    @Column(name = "scope_name")
    String scopeName;

    @Column(name = "project_id")
    String projectId;

    @Column(name = "of_group")
    boolean ofGroup;

    String name;

    @Enumerated(EnumType.STRING)
    CredentialKind kind;

    @Column(name = "sealed_primary")
    byte[] sealedPrimary;

    @Column(name = "sealed_secondary")
    byte[] sealedSecondary;

    /** Null, not empty, where there is none: the index is of thumbprints. */
    @Column(name = "primary_thumbprint")
    String primaryThumbprint;

    @Column(name = "secondary_thumbprint")
    String secondaryThumbprint;

    @Column(name = "primary_pem")
    String primaryPem;

    @Column(name = "secondary_pem")
    String secondaryPem;

    /** Of a group's authority, by which a handshake finds it; null where there is none. */
    @Column(name = "primary_subject")
    String primarySubject;

    @Column(name = "secondary_subject")
    String secondarySubject;

    @Column(name = "device_name")
    String deviceName;

    /** Empty for that of the service. */
    String allocation;

    String hubs;
    boolean enabled;

    @Column(name = "update_hub")
    boolean updateHub;

    @Column(name = "migrate_data")
    boolean migrateData;

    @Column(name = "iot_edge")
    boolean iotEdge;

    String tags;
    String desired;

    @Column(name = "created_at")
    long createdAt;

    @Column(name = "updated_at")
    long updatedAt;

    Enrollment toEnrollment(CredentialSafe safe) {
        SealedCredential sealed =
                SealedCredential.of(kind, sealedPrimary, sealedSecondary, primaryThumbprint, secondaryThumbprint);
        Attestation attestation = new Attestation(
                safe.open(id, sealed), Optional.ofNullable(primaryPem), Optional.ofNullable(secondaryPem));
        EnrollmentDraft wanted = new EnrollmentDraft(
                Optional.of(attestation),
                deviceName,
                AllocationPolicy.of(allocation),
                hubs(),
                enabled,
                updateHub,
                migrateData,
                iotEdge,
                json(tags),
                json(desired));
        return new Enrollment(
                id,
                scopeName,
                projectId,
                ofGroup,
                name,
                wanted,
                revision,
                Instant.ofEpochMilli(createdAt),
                Instant.ofEpochMilli(updatedAt));
    }

    private List<String> hubs() {
        try (JsonReader reader = Json.createReader(new StringReader(hubs))) {
            JsonArray array = reader.readArray();
            return array.getValuesAs(JsonString::getString);
        }
    }

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    @Override
    protected String auditedKind() {
        return ofGroup ? "enrollment_group" : "enrollment";
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
        return Map.of(
                "provisioning_service",
                scopeName,
                "attestation",
                kind.name(),
                "enabled",
                enabled,
                "hubs",
                hubs,
                "device_id",
                deviceName);
    }
}
