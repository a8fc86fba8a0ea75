package org.axletree.hub.registry.firmware;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;

/** The last update of a device in the database. Devices move it on, so that it is state and no setting: not audited. */
@Entity
@Table(name = "firmware_update")
class FirmwareUpdateRow {
    @Id
    @Column(name = "device_id")
    String deviceId;

    @Version
    int version;

    @Column(name = "image_id")
    String imageId;

    @Enumerated(EnumType.STRING)
    FirmwareUpdate.Transfer transfer;

    @Enumerated(EnumType.STRING)
    FirmwareUpdate.State state;

    int result;

    String detail;

    @Column(name = "key_hash")
    String keyHash;

    @Column(name = "started_at")
    long startedAt;

    @Column(name = "changed_at")
    long changedAt;

    FirmwareUpdate toUpdate(String hubId) {
        return new FirmwareUpdate(
                deviceId,
                hubId,
                imageId,
                transfer,
                state,
                result,
                detail,
                Instant.ofEpochMilli(startedAt),
                Instant.ofEpochMilli(changedAt));
    }
}
