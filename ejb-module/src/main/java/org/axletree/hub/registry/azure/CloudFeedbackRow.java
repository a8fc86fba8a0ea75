package org.axletree.hub.registry.azure;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What became of a message to a device, for whoever asked to know. */
@Entity
@Table(name = "cloud_feedback")
class CloudFeedbackRow {
    @Id
    String id;

    @Column(name = "hub_id")
    String hubId;

    @Column(name = "message_id")
    String messageId;

    @Column(name = "device_name")
    String deviceName;

    @Column(name = "device_generation")
    String deviceGeneration;

    String status;

    @Column(name = "enqueued_at")
    long enqueuedAt;

    /** Who reads it now; null if nobody. */
    @Column(name = "locked_by")
    String lockedBy;

    @Column(name = "locked_until")
    long lockedUntil;
}
