package org.axletree.hub.registry.password;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;
import org.axletree.hub.authority.PasswordHash;

/** The user name and the hashed password of a device. Its changes are written down with the device's, never what it is. */
@Entity
@Table(name = "device_password")
public class DevicePasswordRow {
    @Id
    @Column(name = "device_id")
    String deviceId;

    @Column(name = "user_name")
    String userName;

    @Column(name = "password_hash")
    String passwordHash;

    /** Null while nobody has shown the password: it came as a hash. */
    @Column(name = "sealed_verifier")
    byte[] sealedVerifier;

    @Column(name = "changed_at")
    long changedAt;

    /**
     * The password of a new device.
     *
     * @param sealedVerifier empty where the password itself is not known
     */
    static DevicePasswordRow of(
            String deviceId, String userName, PasswordHash hash, Optional<byte[]> sealedVerifier, long now) {
        DevicePasswordRow row = new DevicePasswordRow();
        row.deviceId = deviceId;
        row.userName = userName;
        row.passwordHash = hash.text();
        row.sealedVerifier = sealedVerifier.orElse(null);
        row.changedAt = now;
        return row;
    }
}
