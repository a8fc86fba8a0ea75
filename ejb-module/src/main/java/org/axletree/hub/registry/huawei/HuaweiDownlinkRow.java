package org.axletree.hub.registry.huawei;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A message that waits for a device. */
@Entity
@Table(name = "huawei_downlink")
public class HuaweiDownlinkRow {
    @Id
    String id;

    @Column(name = "device_id", updatable = false)
    String deviceId;

    /** Counts what waits for the device: in this order it is said. */
    @Column(name = "number_of_device", updatable = false)
    long number;

    @Column(name = "message_id", updatable = false)
    String messageId;

    @Column(updatable = false)
    String topic;

    @Column(updatable = false)
    byte[] payload;

    @Column(name = "expires_at", updatable = false)
    long expiresAt;
}
