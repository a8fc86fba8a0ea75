package org.axletree.hub.registry.hub;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.axletree.core.event.RegistryChange;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.authority.BouncyCastleAuthority;
import org.axletree.hub.authority.SealedAuthority;
import org.axletree.hub.history.Presence;
import org.axletree.hub.registry.ArgumentCheck;
import org.axletree.hub.registry.BulkRemoval;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.RegistryLock;
import org.axletree.hub.registry.StoredText;
import org.axletree.hub.registry.listing.ListOrder;
import org.axletree.hub.registry.listing.Listing;
import org.axletree.hub.registry.listing.Page;
import org.axletree.hub.registry.listing.PageRequest;
import org.axletree.hub.settings.HubSettings;

/** What one can do with hubs. Every method throws {@link ProblemException} where it cannot. */
@ApplicationScoped
public class HubService {
    /** The project and organization of a hub that names none. */
    public static final String DEFAULT_PROJECT = "00000000-0000-0000-0000-000000000000";

    private static final ListOrder ORDER = new ListOrder(Map.of(
            "name", "x.name",
            "status", "x.enabled",
            "product_plan", "x.productPlan",
            "created_at", "x.createdAt",
            "updated_at", "x.updatedAt"));

    private Registry registry;
    private HubSettings settings;
    private BouncyCastleAuthority authorities;
    private Presence presence;
    private EventTopics eventTopics;
    private Event<RegistryChange> events;
    private final Clock clock = Clock.systemUTC();

    /** For the container. */
    protected HubService() {}

    @Inject
    public HubService(
            Registry registry,
            HubSettings settings,
            BouncyCastleAuthority authorities,
            Presence presence,
            EventTopics eventTopics,
            Event<RegistryChange> events) {
        this.registry = registry;
        this.settings = settings;
        this.authorities = authorities;
        this.presence = presence;
        this.eventTopics = eventTopics;
        this.events = events;
    }

    /**
     * Creates a hub with its own certificate authority. Names of hubs need not be unique: the id is what tells them apart.
     */
    public Hub create(NewHub hub) {
        Caller.requireChange("hub");
        String project =
                hub.projectId().or(() -> Caller.current().onlyProject()).orElse(DEFAULT_PROJECT);
        String prefix = hub.eventsTopicPrefix().orElseGet(eventTopics::standardPrefix);
        ArgumentCheck check = new ArgumentCheck(settings)
                .region(hub.region())
                .name("name", hub.name())
                .project("project_id", project);
        HubArguments.eventsTopicPrefix(check, prefix);
        check.done();
        if (!Caller.current().sees(project)) {
            throw new ProblemException(new Problem.PermissionsDenied("project", "write"));
        }
        String id = UUID.randomUUID().toString();
        // Before the transaction: making a key takes long.
        SealedAuthority authority = authorities.newHubAuthority(id, hub.name());
        return registry.change("hub", id, entities -> {
            RegistryLock.take(entities);
            HubQuota.requireRoomFor(entities, settings, project, hub.productPlan());
            HubRow row = new HubRow();
            row.id = id;
            row.region = hub.region();
            row.name = hub.name();
            row.hostLabel = hub.name().toLowerCase(Locale.ROOT);
            row.projectId = project;
            row.organizationId = DEFAULT_PROJECT;
            row.productPlan = hub.productPlan();
            row.enabled = true;
            row.disableEvents = hub.disableEvents().orElse(false);
            row.eventsTopicPrefix = prefix;
            row.authoritySubject = AuthoritySubject.ofCertificate(authority.certificatePem());
            row.authorityPem = authority.certificatePem();
            row.authoritySealedKey = authority.sealedKey();
            row.createdAt = clock.millis();
            row.updatedAt = row.createdAt;
            entities.persist(row);
            return row.toHub(0);
        });
    }

    public Page<Hub> list(HubQuery query, PageRequest page) {
        new ArgumentCheck(settings).region(query.region()).done();
        String orderBy = ORDER.clause(page);
        return registry.read(entities -> new Listing<>(HubRow.class)
                .of("region", query.region())
                .whereContains("name", query.name())
                .where("projectId", query.projectId())
                .where("organizationId", query.organizationId())
                .visible(Caller.current().projects())
                .page(entities, page, orderBy)
                .map(this::hub));
    }

    public Hub get(String region, String hubId) {
        return registry.read(entities -> hub(HubFinder.hub(entities, region, hubId)));
    }

    /** Changes a hub. Its plan changes only while it is disabled (scaleway.md A11). */
    /** Whether there is such a hub, and the caller sees it. */
    public boolean isVisible(String hubId) {
        return registry.read(entities -> Optional.of(hubId)
                .filter(StoredText::isPossible)
                .map(id -> entities.find(HubRow.class, id))
                .filter(row -> Caller.current().sees(row.projectId))
                .isPresent());
    }

    public Hub update(String region, String hubId, HubPatch patch) {
        ArgumentCheck check = new ArgumentCheck(settings);
        patch.name().ifPresent(name -> check.name("name", name));
        patch.eventsTopicPrefix().ifPresent(prefix -> HubArguments.eventsTopicPrefix(check, prefix));
        patch.movedTo()
                .filter(server -> !server.isEmpty())
                .ifPresent(server -> HubArguments.serverReference(check, server));
        check.done();
        return hub(registry.change("hub", hubId, entities -> {
            if (patch.productPlan().isPresent()) {
                RegistryLock.take(entities);
            }
            HubRow row = HubFinder.lockedHub(entities, region, hubId);
            patch.productPlan()
                    .filter(plan -> plan != row.productPlan)
                    .ifPresent(plan -> PlanChange.apply(entities, settings, row, plan));
            patch.enableDeviceAutoProvisioning()
                    .filter(wanted -> wanted && !row.hasCustomCa)
                    .ifPresent(wanted -> {
                        throw ProblemException.invalid(
                                "enable_device_auto_provisioning",
                                "constraint",
                                "true (expected: bring a certificate authority for the hub first)");
                    });
            patch.name().ifPresent(name -> {
                row.name = name;
                row.hostLabel = name.toLowerCase(Locale.ROOT);
            });
            patch.disableEvents().ifPresent(disabled -> row.disableEvents = disabled);
            patch.eventsTopicPrefix().ifPresent(prefix -> row.eventsTopicPrefix = prefix);
            patch.enableDeviceAutoProvisioning().ifPresent(wanted -> row.enableDeviceAutoProvisioning = wanted);
            patch.movedTo().ifPresent(server -> move(row, server));
            row.updatedAt = clock.millis();
            if (patch.name().isPresent()
                    || patch.disableEvents().isPresent()
                    || patch.eventsTopicPrefix().isPresent()
                    || patch.enableDeviceAutoProvisioning().isPresent()) {
                events.fire(new RegistryChange.HubChanged(hubId));
            }
            return row;
        }));
    }

    /** Sends the hub's devices to another server (MQTT 5 section 4.11); or, with an empty text, takes them in again. */
    private void move(HubRow row, String server) {
        Optional<String> wanted = Optional.of(server).filter(text -> !text.isEmpty());
        boolean isNew = !wanted.equals(row.movedTo());
        row.movedTo = wanted.orElse(null);
        if (isNew) {
            wanted.ifPresent(reference -> events.fire(new RegistryChange.HubMoved(row.id, reference)));
        }
    }

    /**
     * Deletes a hub and its routes.
     *
     * @param deleteDevices whether its devices go with it; otherwise a hub with devices stays (scaleway.md A8)
     */
    public void delete(String region, String hubId, boolean deleteDevices) {
        registry.change("hub", hubId, entities -> {
            remove(entities, HubFinder.lockedHub(entities, region, hubId), deleteDevices);
            return null;
        });
    }

    /** Deletes hubs: all of them or, if one is not there or has to stay, none (scaleway.md A9). */
    public void delete(String region, Set<String> hubIds, boolean deleteDevices) {
        PageRequest.requireAtMostAPage("hub_ids", "hubs", hubIds);
        registry.change("hub", "several", entities -> {
            for (String hubId : new TreeSet<>(hubIds)) { // hubs are locked in the order of their ids
                remove(entities, HubFinder.lockedHub(entities, region, hubId), deleteDevices);
            }
            return null;
        });
    }

    private void remove(EntityManager entities, HubRow row, boolean deleteDevices) {
        int devices = row.deviceCount;
        if (devices > 0 && !deleteDevices) {
            throw new ProblemException(new Problem.PreconditionFailed(
                    Problem.PreconditionFailed.IN_USE,
                    "the hub " + row.id + " still has " + devices + (devices == 1 ? " device" : " devices")
                            + " (expected: none, or delete_devices=true)"));
        }
        BulkRemoval.remove(entities, "DeviceRow", "id", "x.hubId = :hubId", row.id);
        BulkRemoval.remove(entities, "RouteRow", "id", "x.hubId = :hubId", row.id);
        BulkRemoval.remove(entities, "NetworkRow", "id", "x.hubId = :hubId", row.id);
        entities.remove(row);
        events.fire(new RegistryChange.HubRevoked(row.id, Reason.HUB_DELETED));
        events.fire(new RegistryChange.RoutesChanged(row.id));
    }

    public Hub enable(String region, String hubId) {
        return enabled(region, hubId, true);
    }

    public Hub disable(String region, String hubId) {
        return enabled(region, hubId, false);
    }

    private Hub enabled(String region, String hubId, boolean enabled) {
        return hub(registry.change("hub", hubId, entities -> {
            HubRow row = HubFinder.lockedHub(entities, region, hubId);
            if (row.enabled != enabled) {
                row.enabled = enabled;
                row.updatedAt = clock.millis();
                if (!enabled) {
                    events.fire(new RegistryChange.HubRevoked(hubId, Reason.HUB_DISABLED));
                }
            }
            return row;
        }));
    }

    /** The certificate of the hub's authority, as PEM. */
    public String authorityCertificate(String region, String hubId) {
        return registry.read(entities -> HubFinder.hub(entities, region, hubId).authorityPem);
    }

    /** To be asked after a change is committed, as that ends connections. */
    private Hub hub(HubRow row) {
        return row.toHub(presence.connectedDevices(row.id));
    }
}
