package org.axletree.hub.registry.credential;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a device proves itself with. Its changes are written down with the device's, never what it is. */
@Entity
@Table(name = "device_credential")
public class DeviceCredentialRow {
    @Id
    @Column(name = "device_id")
    String deviceId;

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

    /** What a device has; {@link SealedCredential#CERTIFICATE} where nothing is here. */
    public static SealedCredential of(EntityManager entities, String deviceId) {
        return Optional.ofNullable(entities.find(DeviceCredentialRow.class, deviceId))
                .map(DeviceCredentialRow::toCredential)
                .orElse(SealedCredential.CERTIFICATE);
    }

    /** Gives a device something to prove itself with, in place of what it had. The device is in the database already. */
    public static void put(EntityManager entities, String deviceId, SealedCredential credential) {
        entities.flush(); // the device comes first: nothing else tells EclipseLink
        DeviceCredentialRow present = entities.find(DeviceCredentialRow.class, deviceId);
        DeviceCredentialRow row = present == null ? new DeviceCredentialRow() : present;
        row.fill(deviceId, credential);
        entities.persist(row);
    }

    /** What a new device proves itself with. */
    public static DeviceCredentialRow of(String deviceId, SealedCredential credential) {
        DeviceCredentialRow row = new DeviceCredentialRow();
        row.fill(deviceId, credential);
        return row;
    }

    /** What these devices have, as far as they have something here. */
    public static Map<String, SealedCredential> of(EntityManager entities, Collection<String> deviceIds) {
        return deviceIds.isEmpty()
                ? Map.of()
                : entities.createQuery(
                                "select c from DeviceCredentialRow c where c.deviceId in :ids",
                                DeviceCredentialRow.class)
                        .setParameter("ids", deviceIds)
                        .getResultStream()
                        .collect(Collectors.toMap(row -> row.deviceId, DeviceCredentialRow::toCredential));
    }

    private void fill(String device, SealedCredential credential) {
        deviceId = device;
        kind = credential.kind();
        sealedPrimary = credential.sealedPrimary().orElse(null);
        sealedSecondary = credential.sealedSecondary().orElse(null);
        primaryThumbprint = nullIfEmpty(credential.primaryThumbprint());
        secondaryThumbprint = nullIfEmpty(credential.secondaryThumbprint());
    }

    private static String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }

    private SealedCredential toCredential() {
        return SealedCredential.of(kind, sealedPrimary, sealedSecondary, primaryThumbprint, secondaryThumbprint);
    }
}
