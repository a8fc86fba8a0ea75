package org.axletree.hub.registry.device;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.axletree.core.filter.MessageFilter;
import org.axletree.core.filter.MessageFilters;
import org.axletree.hub.history.Presence;
import org.axletree.hub.registry.AuditedRow;
import org.axletree.hub.registry.hub.OfHub;

/** A device in the database. Its key is not here: it is shown once and kept nowhere (scaleway.md B2). */
@Entity
@Table(name = "device")
public class DeviceRow extends AuditedRow implements OfHub {
    @Id
    String id;

    @Version
    int version;

    @Column(name = "hub_id")
    String hubId;

    @Column(updatable = false)
    String region;

    @Column(updatable = false)
    String name;

    String description;
    boolean enabled;

    @Column(name = "allow_insecure")
    boolean allowInsecure;

    @Column(name = "allow_multiple_connections")
    boolean allowMultipleConnections;

    @Convert(converter = FilterAsJson.class)
    @Column(name = "publish_filter")
    MessageFilter publishFilter;

    @Convert(converter = FilterAsJson.class)
    @Column(name = "subscribe_filter")
    MessageFilter subscribeFilter;

    @Column(name = "has_custom_certificate")
    boolean hasCustomCertificate;

    /** The cloud whose API registered it. */
    @Column(updatable = false)
    String dialect;

    /** The device that it is a part of or stands behind; else null. */
    @Column(name = "parent_id", updatable = false)
    String parentId;

    /** Written by {@link DeviceDirectory#seen} alone, past the version: being seen is no change of the device. */
    @Column(name = "last_activity_at", insertable = false, updatable = false)
    Long lastActivityAt;

    /** When the certificate that it is recognised by ends; null without one. */
    @Column(name = "certificate_ends_at")
    Long certificateEndsAt;

    @Column(name = "created_at")
    long createdAt;

    @Column(name = "updated_at")
    long updatedAt;

    /** Where it was taken over from, as the importer called it; null if it was made here. */
    @Column(name = "imported_from", updatable = false)
    String importedFrom;

    /** When it was taken over; null if it was made here. */
    @Column(name = "imported_at", updatable = false)
    Long importedAt;

    /** In the transaction that changed it; else null. */
    @Transient
    Long credentialChangedAt;

    public String id() {
        return id;
    }

    @Override
    public String hubId() {
        return hubId;
    }

    @Override
    public String region() {
        return region;
    }

    MessageFilters messageFilters() {
        return new MessageFilters(publishFilter, subscribeFilter);
    }

    void messageFilters(MessageFilters filters) {
        publishFilter = filters.publish();
        subscribeFilter = filters.subscribe();
    }

    public String name() {
        return name;
    }

    /** When it was created, in milliseconds since 1970. */
    public long createdAt() {
        return createdAt;
    }

    public Device toDevice(Presence.Seen seen) {
        return new Device(
                id,
                hubId,
                region,
                name,
                description,
                enabled,
                seen.connected(),
                allowInsecure,
                allowMultipleConnections,
                messageFilters(),
                hasCustomCertificate,
                dialect,
                Optional.ofNullable(parentId),
                lastActivity(seen),
                Optional.ofNullable(certificateEndsAt).map(Instant::ofEpochMilli),
                Instant.ofEpochMilli(createdAt),
                Instant.ofEpochMilli(updatedAt));
    }

    /** The registry learns of it every few seconds, those who are connected at once. */
    private Optional<Instant> lastActivity(Presence.Seen seen) {
        Optional<Instant> written = Optional.ofNullable(lastActivityAt).map(Instant::ofEpochMilli);
        return Stream.concat(written.stream(), seen.heardAt().stream()).max(Comparator.naturalOrder());
    }

    @Override
    protected String auditedKind() {
        return "device";
    }

    @Override
    protected String auditedId() {
        return id;
    }

    @Override
    protected String auditedHubId() {
        return hubId;
    }

    /**
     * What it proves itself with is another one now. That stands elsewhere, and is a secret: that it changed, and when, is written
     * down with the device.
     */
    public void credentialChanged(long nowMillis) {
        updatedAt = nowMillis;
        credentialChangedAt = nowMillis;
    }

    @Override
    protected Map<String, Object> auditedState() {
        Map<String, Object> state = new HashMap<>();
        state.put("hub_id", hubId);
        state.put("name", name);
        state.put("description", description);
        state.put("enabled", enabled);
        state.put("allow_insecure", allowInsecure);
        state.put("allow_multiple_connections", allowMultipleConnections);
        state.put("message_filters.publish", new AuditedFilter(publishFilter));
        state.put("message_filters.subscribe", new AuditedFilter(subscribeFilter));
        state.put("has_custom_certificate", hasCustomCertificate);
        state.put("dialect", dialect);
        if (credentialChangedAt != null) {
            state.put("credential_changed_at", Instant.ofEpochMilli(credentialChangedAt));
        }
        return state;
    }
}
