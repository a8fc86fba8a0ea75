package org.axletree.hub.registry.huawei;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/** A command that a device answers some time. */
@Entity
@Table(name = "huawei_command")
public class HuaweiCommandRow {
    @Id
    String id;

    @Column(name = "device_id", updatable = false)
    String deviceId;

    @Column(name = "addressee_id", updatable = false)
    String addresseeId;

    @Column(name = "service_id", updatable = false)
    String serviceId;

    @Column(name = "command_name", updatable = false)
    String commandName;

    @Column(updatable = false)
    String paras;

    @Column(updatable = false)
    boolean delayed;

    @Enumerated(EnumType.STRING)
    HuaweiCommand.Status status;

    @Column(name = "created_at", updatable = false)
    long createdAt;

    @Column(name = "expires_at", updatable = false)
    long expiresAt;

    @Column(name = "sent_at")
    Long sentAt;

    @Column(name = "delivered_at")
    Long deliveredAt;

    @Column(name = "answered_at")
    Long answeredAt;

    String answer;

    HuaweiCommand toCommand(Instant now) {
        return new HuaweiCommand(
                id,
                serviceId,
                commandName,
                paras,
                delayed,
                expiresAt > now.toEpochMilli() ? status : status.whenExpired(),
                Instant.ofEpochMilli(createdAt),
                Instant.ofEpochMilli(expiresAt),
                Optional.ofNullable(sentAt).map(Instant::ofEpochMilli),
                Optional.ofNullable(deliveredAt).map(Instant::ofEpochMilli),
                Optional.ofNullable(answeredAt).map(Instant::ofEpochMilli),
                Optional.ofNullable(answer));
    }
}
