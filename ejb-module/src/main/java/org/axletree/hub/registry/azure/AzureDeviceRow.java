package org.axletree.hub.registry.azure;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** An identity of Azure's, device or module, with its twin. The twin is state that devices write too: not audited. */
@Entity
@Table(name = "azure_device")
public class AzureDeviceRow {
    @Id
    @Column(name = "device_id")
    String deviceId;

    @Version
    long revision;

    /** Counts up when the identity changes, and not when the twin does. */
    @Column(name = "identity_revision")
    long identityRevision;

    @Column(name = "iot_edge")
    boolean iotEdge;

    @Column(name = "status_reason")
    String statusReason;

    @Column(name = "status_updated_at")
    long statusUpdatedAt;

    String tags;
    String desired;

    @Column(name = "desired_version")
    long desiredVersion;

    @Column(name = "desired_updated_at")
    long desiredUpdatedAt;

    String reported;

    @Column(name = "reported_version")
    long reportedVersion;

    @Column(name = "reported_updated_at")
    long reportedUpdatedAt;

    @Column(name = "twin_version")
    long twinVersion;

    /** A new identity, with an empty twin. */
    static AzureDeviceRow of(String deviceId, boolean iotEdge, String statusReason, long now) {
        AzureDeviceRow row = new AzureDeviceRow();
        row.deviceId = deviceId;
        row.identityRevision = 1;
        row.iotEdge = iotEdge;
        row.statusReason = statusReason;
        row.tags = "{}";
        row.desired = "{}";
        row.desiredVersion = 1;
        row.desiredUpdatedAt = now;
        row.reported = "{}";
        row.reportedVersion = 1;
        row.reportedUpdatedAt = now;
        row.twinVersion = 1;
        return row;
    }
}
