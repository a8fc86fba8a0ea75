package org.axletree.hub.registry.device;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import org.axletree.core.door.KeyKind;
import org.axletree.hub.authority.DeviceCertificate;
import org.axletree.hub.registry.AuditedRow;
import org.axletree.hub.registry.hub.HubRow;
import org.axletree.hub.registry.revocation.RevokedCertificateRow;

/** The certificate that a device is recognised by: issued by its hub's own authority, or given by its owner. */
@Entity
@Table(name = "device_certificate")
class DeviceCertificateRow extends AuditedRow {
    @Id
    @Column(name = "device_id")
    String deviceId;

    /** Whose authority issued it; a device may have moved to another hub since. */
    @Column(name = "hub_id")
    String hubId;

    /** Whether a hub issued it; else the owner gave it. */
    boolean issued;

    String fingerprint;

    /** Whether the owner who gave it has proved to have its key. */
    boolean proved;

    @Column(name = "serial_number")
    String serialNumber;

    @Column(name = "expires_at")
    long expiresAt;

    String pem;

    /** The kind of its key where not every TLS takes it: a {@link KeyKind}; else null. */
    @Column(name = "rare_key")
    String rareKey;

    /** Gives a device a certificate, in place of the one it has. What it is follows {@link DeviceRow#hasCustomCertificate}. */
    static DeviceCertificateRow put(EntityManager entities, DeviceRow device, DeviceCertificate certificate) {
        entities.flush(); // the device comes first: nothing else tells EclipseLink
        DeviceCertificateRow present = entities.find(DeviceCertificateRow.class, device.id);
        DeviceCertificateRow row = present == null ? new DeviceCertificateRow() : present;
        device.certificateEndsAt = certificate.validUntil().toEpochMilli();
        row.fill(device, certificate);
        entities.persist(row);
        return row;
    }

    /** That of a new device, which knows of it already. */
    static DeviceCertificateRow of(DeviceRow device, DeviceCertificate certificate) {
        DeviceCertificateRow row = new DeviceCertificateRow();
        row.fill(device, certificate);
        return row;
    }

    private void fill(DeviceRow device, DeviceCertificate certificate) {
        deviceId = device.id;
        hubId = device.hubId;
        issued = !device.hasCustomCertificate;
        proved = proved && certificate.fingerprint().equals(fingerprint) && !issued;
        fingerprint = certificate.fingerprint();
        serialNumber = issued ? certificate.serialNumber() : "";
        expiresAt = certificate.validUntil().toEpochMilli();
        pem = certificate.pem();
        rareKey = issued ? null : certificate.rareKey().map(KeyKind::name).orElse(null);
    }

    /** The certificate of a device, if it was issued, is no longer good from now on. */
    static void revoke(EntityManager entities, String deviceId, Instant now) {
        DeviceCertificateRow row = entities.find(DeviceCertificateRow.class, deviceId);
        if (row == null || !row.issued || entities.find(HubRow.class, row.hubId) == null) {
            return;
        }
        RevokedCertificateRow.add(entities, row.hubId, row.fingerprint, row.serialNumber, row.expiresAt, now);
    }

    @Override
    protected String auditedKind() {
        return "certificate";
    }

    @Override
    protected String auditedId() {
        return deviceId;
    }

    @Override
    protected String auditedHubId() {
        return hubId;
    }

    @Override
    protected Map<String, Object> auditedState() {
        return Map.of(
                "fingerprint",
                fingerprint,
                "issued",
                issued,
                "proved",
                proved,
                "expires_at",
                Instant.ofEpochMilli(expiresAt));
    }
}
