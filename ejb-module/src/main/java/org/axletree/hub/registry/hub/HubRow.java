package org.axletree.hub.registry.hub;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.axletree.core.door.KeyKind;
import org.axletree.hub.authority.SealedAuthority;
import org.axletree.hub.registry.AuditedRow;

/** A hub in the database, with the authority that vouches for its devices. */
@Entity
@Table(name = "hub")
public class HubRow extends AuditedRow {
    @Id
    String id;

    @Version
    int version;

    String region;
    String name;

    /** The first label of its host name. */
    @Column(name = "host_label")
    String hostLabel;

    @Column(name = "project_id")
    String projectId;

    @Column(name = "organization_id")
    String organizationId;

    @Enumerated(EnumType.STRING)
    @Column(name = "product_plan")
    ProductPlan productPlan;

    boolean enabled;

    @Column(name = "disable_events")
    boolean disableEvents;

    @Column(name = "events_topic_prefix")
    String eventsTopicPrefix;

    @Column(name = "enable_device_auto_provisioning")
    boolean enableDeviceAutoProvisioning;

    @Column(name = "has_custom_ca")
    boolean hasCustomCa;

    /** Devices of the hub; whoever adds or removes some has the row locked. */
    @Column(name = "device_count")
    int deviceCount;

    /** See {@link AuthoritySubject}. */
    @Column(name = "authority_subject")
    String authoritySubject;

    @Column(name = "authority_pem")
    String authorityPem;

    /** Of an authority that the owner brought; null while the hub has its own. */
    @Column(name = "authority_fingerprint")
    String authorityFingerprint;

    /** The kind of its key where not every TLS takes it from a device: a {@link KeyKind}; else null. */
    @Column(name = "authority_rare_key")
    String authorityRareKey;

    /** Null once the owner brought another authority: the hub's own never comes back (scaleway.md D3). */
    @Column(name = "authority_sealed_key")
    byte[] authoritySealedKey;

    /** Where its devices are sent, as host or host:port; null while the hub is here. */
    @Column(name = "moved_to")
    String movedTo;

    @Column(name = "created_at")
    long createdAt;

    @Column(name = "updated_at")
    long updatedAt;

    public String projectId() {
        return projectId;
    }

    /** The hub's own authority, to issue with. Only while it has one. */
    public SealedAuthority authority() {
        return new SealedAuthority(authorityPem, authoritySealedKey);
    }

    public HubAuthority hubAuthority() {
        return new HubAuthority(id, projectId, authorityPem, !hasCustomCa, hasCustomCa && enableDeviceAutoProvisioning);
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public ProductPlan plan() {
        return productPlan;
    }

    public String region() {
        return region;
    }

    /** The name in lower case, as a host name has it. */
    public String hostLabel() {
        return hostLabel;
    }

    /** The server that its devices are sent to; empty while the hub is here. */
    public Optional<String> movedTo() {
        return Optional.ofNullable(movedTo);
    }

    public boolean enabled() {
        return enabled;
    }

    public boolean hasCustomCa() {
        return hasCustomCa;
    }

    public ProductPlan productPlan() {
        return productPlan;
    }

    public int deviceCount() {
        return deviceCount;
    }

    /** One device more; the row is locked. */
    public void addDevice() {
        addDevices(1);
    }

    /** So many devices more; the row is locked. */
    public void addDevices(int more) {
        deviceCount += more;
    }

    /** One device less; the row is locked. */
    public void removeDevice() {
        deviceCount--;
    }

    Hub toHub(int connectedDeviceCount) {
        return new Hub(
                id,
                name,
                productPlan,
                enabled,
                deviceCount,
                connectedDeviceCount,
                disableEvents,
                eventsTopicPrefix,
                region,
                Instant.ofEpochMilli(createdAt),
                Instant.ofEpochMilli(updatedAt),
                projectId,
                organizationId,
                enableDeviceAutoProvisioning,
                hasCustomCa,
                movedTo());
    }

    @Override
    protected String auditedKind() {
        return "hub";
    }

    @Override
    protected String auditedId() {
        return id;
    }

    @Override
    protected String auditedHubId() {
        return id;
    }

    @Override
    protected Optional<String> auditedProjectId() {
        return Optional.of(projectId);
    }

    @Override
    protected Map<String, Object> auditedState() {
        Map<String, Object> state = new HashMap<>();
        state.put("name", name);
        state.put("project_id", projectId);
        state.put("product_plan", productPlan.apiName());
        state.put("enabled", enabled);
        state.put("disable_events", disableEvents);
        state.put("events_topic_prefix", eventsTopicPrefix);
        state.put("enable_device_auto_provisioning", enableDeviceAutoProvisioning);
        state.put("has_custom_ca", hasCustomCa);
        movedTo().ifPresent(server -> state.put("moved_to", server));
        Optional.ofNullable(authorityFingerprint).ifPresent(known -> state.put("ca_fingerprint", known));
        return state;
    }
}
