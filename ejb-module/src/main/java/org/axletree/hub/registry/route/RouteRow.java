package org.axletree.hub.registry.route;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Map;
import org.axletree.core.topic.TopicFilter;
import org.axletree.hub.registry.AuditedRow;

/** A route in the database. */
@Entity
@Table(name = "route")
class RouteRow extends AuditedRow {
    @Id
    String id;

    @Version
    int version;

    @Column(name = "hub_id", updatable = false)
    String hubId;

    @Column(updatable = false)
    String region;

    String name;
    String topic;

    @Column(name = "queue_name")
    String queueName;

    @Column(name = "created_at")
    long createdAt;

    @Column(name = "updated_at")
    long updatedAt;

    Route toRoute() {
        return new Route(
                id,
                hubId,
                region,
                name,
                TopicFilter.of(topic),
                queueName,
                Instant.ofEpochMilli(createdAt),
                Instant.ofEpochMilli(updatedAt));
    }

    @Override
    protected String auditedKind() {
        return "route";
    }

    @Override
    protected String auditedId() {
        return id;
    }

    @Override
    protected String auditedHubId() {
        return hubId;
    }

    @Override
    protected Map<String, Object> auditedState() {
        return Map.of("name", name, "topic", topic, "jms_config.queue_name", queueName);
    }
}
