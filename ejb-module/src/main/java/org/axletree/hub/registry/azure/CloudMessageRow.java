package org.axletree.hub.registry.azure;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A message that waits for a device. */
@Entity
@Table(name = "cloud_message")
class CloudMessageRow {
    @Id
    String id;

    /** The order in which they came. */
    @Column(insertable = false, updatable = false)
    long position;

    @Column(name = "hub_id")
    String hubId;

    @Column(name = "device_id")
    String deviceId;

    @Column(name = "message_id")
    String messageId;

    String ack;
    String properties;
    byte[] payload;

    @Column(name = "enqueued_at")
    long enqueuedAt;

    @Column(name = "expires_at")
    long expiresAt;

    @Column(name = "delivery_count")
    int deliveryCount;
}
