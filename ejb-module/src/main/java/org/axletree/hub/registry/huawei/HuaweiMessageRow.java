package org.axletree.hub.registry.huawei;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/** One of the messages that a device was sent last. */
@Entity
@Table(name = "huawei_message")
public class HuaweiMessageRow {
    @Id
    String id;

    @Column(name = "device_id", updatable = false)
    String deviceId;

    /** Counts the messages of the device: the smallest is the oldest. */
    @Column(name = "number_of_device", updatable = false)
    long number;

    @Column(name = "addressee_id", updatable = false)
    String addresseeId;

    @Column(name = "message_id", updatable = false)
    String messageId;

    @Column(updatable = false)
    String name;

    @Column(updatable = false)
    String content;

    @Column(updatable = false)
    boolean base64;

    @Column(updatable = false)
    boolean raw;

    @Column(updatable = false)
    String topic;

    @Column(name = "created_at", updatable = false)
    long createdAt;

    @Column(name = "expires_at", updatable = false)
    long expiresAt;

    @Column(name = "delivered_at")
    Long deliveredAt;

    static String idOf(String deviceId, String messageId) {
        return deviceId + "/" + messageId;
    }

    HuaweiMessage toMessage() {
        return new HuaweiMessage(
                messageId,
                name,
                content,
                base64,
                raw,
                topic,
                Instant.ofEpochMilli(createdAt),
                Instant.ofEpochMilli(expiresAt),
                Optional.ofNullable(deliveredAt).map(Instant::ofEpochMilli));
    }
}
