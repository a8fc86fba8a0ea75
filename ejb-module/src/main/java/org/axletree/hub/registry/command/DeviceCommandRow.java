package org.axletree.hub.registry.command;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** A command in the database. What happens to it is state and no setting: not audited. */
@Entity
@Table(name = "device_command")
class DeviceCommandRow {
    @Id
    String id;

    @Column(insertable = false, updatable = false)
    Long position;

    String region;

    @Column(name = "hub_id")
    String hubId;

    @Column(name = "device_id")
    String deviceId;

    @Enumerated(EnumType.STRING)
    CommandKind kind;

    String name;
    String details;
    String payload;

    @Enumerated(EnumType.STRING)
    CommandState state;

    @Column(name = "answer_status")
    Integer answerStatus;

    String answer;
    String problem;

    @Column(name = "created_at")
    long createdAt;

    @Column(name = "deadline_at")
    long deadlineAt;

    @Column(name = "respond_seconds")
    int respondSeconds;

    @Column(name = "ended_at")
    Long endedAt;

    DeviceCommand toCommand() {
        return new DeviceCommand(
                id,
                position == null ? 0 : position,
                region,
                hubId,
                deviceId,
                new CommandOrder(
                        kind, name, details, payload, (int) ((deadlineAt - createdAt) / 1_000), respondSeconds),
                state,
                answerStatus == null ? OptionalInt.empty() : OptionalInt.of(answerStatus),
                answer == null ? "" : answer,
                problem,
                Instant.ofEpochMilli(createdAt),
                Instant.ofEpochMilli(deadlineAt),
                Optional.ofNullable(endedAt).map(Instant::ofEpochMilli));
    }
}
