package org.axletree.hub.registry.journal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** An event of a hub in the database; {@link EventJournal} alone writes, in batches. */
@Entity
@Table(name = "hub_event")
class HubEventRow {
    @Id
    long id;

    @Column(name = "hub_id")
    String hubId;

    @Column(name = "happened_at")
    long happenedAt;

    String severity;

    @Column(name = "object_type")
    String objectType;

    @Column(name = "object_id")
    String objectId;

    @Column(name = "object_name")
    String objectName;

    String reason;
    String message;
    String packet;

    @Column(name = "source_address")
    String sourceAddress;

    @Column(name = "of_stranger")
    boolean ofStranger;

    RecordedEvent toEvent() {
        return new RecordedEvent(
                Instant.ofEpochMilli(happenedAt),
                severity,
                objectType,
                objectId,
                objectName,
                reason,
                message,
                packet,
                sourceAddress);
    }
}
