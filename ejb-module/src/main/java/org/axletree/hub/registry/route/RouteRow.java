package org.axletree.hub.registry.route;

import jakarta.json.JsonValue;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axletree.hub.registry.AuditedRow;
import org.axletree.hub.registry.StrictJson;
import org.axletree.hub.registry.hub.OfHub;

/** A route in the database. */
@Entity
@Table(name = "route")
class RouteRow extends AuditedRow implements OfHub {
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

    @Column(updatable = false)
    String kind;

    /** As {@link SealedConfiguration} makes it. */
    String configuration;

    /** As {@link DeliveryPolicyJson} makes it. */
    String delivery;

    /** As {@link RouteSelection} has it. */
    @Column(name = "message_condition")
    String condition;

    boolean fallback;

    /** As {@link RouteContent} writes it. */
    String content;

    boolean paused;

    @Column(name = "created_at")
    long createdAt;

    @Column(name = "updated_at")
    long updatedAt;

    @Override
    public String hubId() {
        return hubId;
    }

    @Override
    public String region() {
        return region;
    }

    /** All that a route is told, secrets as they are sealed. */
    List<Object> told() {
        return Arrays.asList(name, topic, condition, fallback, content, configuration, delivery);
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

    /** Of a secret only that it is another one now. */
    @Override
    protected Map<String, Object> auditedState() {
        Map<String, Object> state = new HashMap<>(
                Map.of("name", name, "topic", topic, "condition", condition, "fallback", fallback, "paused", paused));
        RouteContent.read(content).audited(state);
        StrictJson.object("configuration", configuration)
                .forEach((field, value) -> state.put(kind + "_config." + field, audited(value)));
        StrictJson.object("delivery", delivery)
                .forEach((field, value) -> state.put("delivery." + field, audited(value)));
        return state;
    }

    private static Object audited(JsonValue value) {
        if (value.getValueType() == JsonValue.ValueType.ARRAY) {
            return RouteKind.MASK + Integer.toHexString(value.hashCode() & 0xFFFF);
        }
        Object plain = SealedConfiguration.value(value);
        return plain instanceof Map ? plain.toString() : plain;
    }
}
