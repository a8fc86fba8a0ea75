package org.axletree.hub.registry.fleet;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** That a device was taken over, from where and when. */
@Entity
@Table(name = "imported_device")
public class ImportedDeviceRow {
    @Id
    @Column(name = "device_id")
    String deviceId;

    String source;

    @Column(name = "imported_at")
    long importedAt;
}
