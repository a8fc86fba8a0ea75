package org.axletree.hub.registry.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axletree.core.event.RegistryChange;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.authority.BouncyCastleAuthority;
import org.axletree.hub.authority.IssuedCertificate;
import org.axletree.hub.history.Presence;
import org.axletree.hub.registry.ArgumentCheck;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Quota;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.credential.CredentialKind;
import org.axletree.hub.registry.credential.CredentialSafe;
import org.axletree.hub.registry.credential.DeviceCredentialRow;
import org.axletree.hub.registry.hub.HubFinder;
import org.axletree.hub.registry.hub.HubRow;
import org.axletree.hub.registry.hub.PlanChange;
import org.axletree.hub.registry.listing.Page;
import org.axletree.hub.registry.listing.PageRequest;
import org.axletree.hub.settings.HubSettings;

/** What one can do with devices. Every method throws {@link ProblemException} where it cannot. */
@ApplicationScoped
public class DeviceService {
    private Registry registry;
    private HubSettings settings;
    private BouncyCastleAuthority authorities;
    private Presence presence;
    private Event<RegistryChange> events;
    private Event<DeviceRemoval> removals;
    private CredentialSafe safe;
    private final Clock clock = Clock.systemUTC();

    /** For the container. */
    protected DeviceService() {}

    @Inject
    public DeviceService(
            Registry registry,
            HubSettings settings,
            BouncyCastleAuthority authorities,
            Presence presence,
            Event<RegistryChange> events,
            Event<DeviceRemoval> removals,
            CredentialSafe safe) {
        this.registry = registry;
        this.settings = settings;
        this.authorities = authorities;
        this.presence = presence;
        this.events = events;
        this.removals = removals;
        this.safe = safe;
    }

    /** What else is written down with a new device, in the same transaction. */
    @FunctionalInterface
    public interface Companion {
        void add(EntityManager entities, String deviceId);
    }

    /** Creates a device and issues its certificate; the private key is not kept (scaleway.md B2). */
    public CreatedDevice create(NewDevice device) {
        return create(device, (entities, deviceId) -> {});
    }

    /** Likewise, with what else there is to be written down of it. */
    public CreatedDevice create(NewDevice device, Companion companion) {
        ArgumentCheck check = new ArgumentCheck(settings)
                .region(device.region())
                .name("name", device.name())
                .description(device.description());
        DeviceArguments.publishFilter(check, device.messageFilters().publish());
        DeviceArguments.subscribeFilter(check, device.messageFilters().subscribe());
        check.done();
        // Looked at twice: first so that a refusal costs no key, and then, under the hub's lock, for good. In between
        // no
        // transaction is open: making a key takes long.
        HubRow hub = registry.read(entities -> {
            HubRow found = HubFinder.hub(entities, device.region(), device.hubId());
            requireAcceptable(entities, found, device.name(), device.allowMultipleConnections());
            return found;
        });
        Registration registration = device.registration();
        boolean issues = registration.credential().kind() == CredentialKind.CERTIFICATE
                && !hub.hasCustomCa(); // such a hub has no key to sign with (scaleway.md D5)
        Optional<IssuedCertificate> certificate =
                issues ? Optional.of(authorities.issue(hub.id(), hub.authority(), device.name())) : Optional.empty();
        String id = UUID.randomUUID().toString();
        return registry.change("device", id, entities -> {
            HubRow locked = HubFinder.lockedHub(entities, device.region(), device.hubId());
            requireAcceptable(entities, locked, device.name(), device.allowMultipleConnections());
            DeviceRow row = newRow(id, device);
            entities.persist(row);
            certificate.ifPresent(issued -> DeviceCertificateRow.put(entities, row, issued.certificate()));
            if (registration.credential().kind() != CredentialKind.CERTIFICATE) {
                DeviceCredentialRow.put(entities, id, safe.seal(id, registration.credential()));
            }
            locked.addDevice();
            DeviceWords.add(entities, List.of(row));
            companion.add(entities, id);
            return new CreatedDevice(row.toDevice(Presence.Seen.NEVER), certificate);
        });
    }

    private void requireAcceptable(EntityManager entities, HubRow hub, String name, boolean multipleConnections) {
        if (multipleConnections) {
            PlanChange.requireSeveralConnectionsAllowed(hub);
        }
        Quota.requireRoom("devices", settings.limit(HubLimit.DEVICES_PER_HUB), hub.deviceCount());
        boolean taken = !entities.createQuery(
                        "select d.id from DeviceRow d where d.hubId = :hubId and d.name = :name", String.class)
                .setParameter("hubId", hub.id())
                .setParameter("name", name)
                .getResultList()
                .isEmpty();
        if (taken) {
            throw ProblemException.invalid(
                    "name",
                    "constraint",
                    "another device of the hub has this name (expected: a name unique in the hub)");
        }
    }

    private DeviceRow newRow(String id, NewDevice device) {
        DeviceRow row = new DeviceRow();
        row.id = id;
        row.hubId = device.hubId();
        row.region = device.region();
        row.name = device.name();
        row.description = device.description();
        row.enabled = true;
        row.allowInsecure = device.allowInsecure();
        row.allowMultipleConnections = device.allowMultipleConnections();
        row.messageFilters(device.messageFilters());
        row.dialect = device.registration().dialect();
        row.parentId = device.registration().parentId().orElse(null);
        row.createdAt = clock.millis();
        row.updatedAt = row.createdAt;
        return row;
    }

    public Page<Device> list(DeviceQuery query, PageRequest page) {
        return list(query, page, Integer.MAX_VALUE);
    }

    /**
     * Likewise, for whoever does not want to know how many there are where they are many.
     *
     * @param mostCounted where there are more, the total is this
     */
    public Page<Device> list(DeviceQuery query, PageRequest page, int mostCounted) {
        new ArgumentCheck(settings).region(query.region()).done();
        return new DeviceListing(registry, presence)
                .page(query, page, mostCounted)
                .map(this::device);
    }

    /**
     * Devices of a hub, however many there are, some at a time and in the order of their ids.
     *
     * @param behind the id of the last one that was looked at; empty at the beginning
     * @param most devices that are looked at
     */
    public DeviceBatch batch(DeviceQuery query, String behind, int most) {
        List<Device> looked = new DeviceListing(registry, presence)
                .behind(query, behind, most).stream().map(this::device).toList();
        List<Device> found = looked.stream()
                .filter(device -> query.connected()
                        .map(wanted -> wanted == device.connected())
                        .orElse(true))
                .toList();
        return new DeviceBatch(
                found,
                looked.size() < most
                        ? Optional.empty()
                        : Optional.of(looked.get(most - 1).id()));
    }

    /** How many certificates of devices end before a time, by hub; hubs without one are missing. Ask of hubs that may be seen. */
    public Map<String, Long> certificatesEnding(String region, Instant before) {
        return registry.read(entities -> entities.createQuery(
                        "select d.hubId, count(d) from DeviceRow d where d.region = :region and d.certificateEndsAt >= 0"
                                + " and d.certificateEndsAt < :before group by d.hubId",
                        Object[].class)
                .setParameter("region", region)
                .setParameter("before", before.toEpochMilli())
                .getResultStream()
                .collect(Collectors.toMap(row -> (String) row[0], row -> (Long) row[1])));
    }

    public Device get(String region, String deviceId) {
        return registry.read(entities -> device(DeviceFinder.device(entities, region, deviceId)));
    }

    /** Changes a device; its live sessions learn of it after the commit. */
    public Device update(String region, String deviceId, DevicePatch patch) {
        ArgumentCheck check = new ArgumentCheck(settings);
        patch.description().ifPresent(check::description);
        patch.publishFilter().ifPresent(filter -> DeviceArguments.publishFilter(check, filter));
        patch.subscribeFilter().ifPresent(filter -> DeviceArguments.subscribeFilter(check, filter));
        check.done();
        return device(registry.change("device", deviceId, entities -> {
            DeviceRow row = DeviceFinder.device(entities, region, deviceId);
            boolean raised = row.allowInsecure && !patch.allowInsecure().orElse(true);
            boolean rightsChange = patch.publishFilter().isPresent()
                    || patch.subscribeFilter().isPresent()
                    || patch.allowMultipleConnections().isPresent();
            boolean several = patch.allowMultipleConnections().orElse(row.allowMultipleConnections);
            String before = row.hubId;
            patch.hubId()
                    .filter(hubId -> !hubId.equals(row.hubId))
                    .ifPresent(hubId -> move(entities, row, hubId, several));
            if (patch.allowMultipleConnections().orElse(false)) {
                PlanChange.requireSeveralConnectionsAllowed(HubFinder.lockedHub(entities, region, row.hubId));
            }
            boolean moved = !row.hubId.equals(before);
            boolean renamed = patch.description()
                    .filter(description -> !description.equals(row.description))
                    .isPresent();
            patch.description().ifPresent(description -> row.description = description);
            if (moved || renamed) {
                DeviceWords.change(entities, row);
            }
            patch.allowInsecure().ifPresent(allowed -> row.allowInsecure = allowed);
            patch.allowMultipleConnections().ifPresent(allowed -> row.allowMultipleConnections = allowed);
            patch.publishFilter().ifPresent(filter -> row.publishFilter = filter);
            patch.subscribeFilter().ifPresent(filter -> row.subscribeFilter = filter);
            row.updatedAt = clock.millis();
            if (raised) {
                events.fire(new RegistryChange.DeviceSecurityRaised(row.hubId, deviceId));
            }
            if (rightsChange) {
                events.fire(new RegistryChange.DeviceChanged(row.hubId, deviceId));
            }
            return row;
        }));
    }

    /** Moves a device; it lives on in the other hub under its name and id. */
    private void move(EntityManager entities, DeviceRow row, String hubId, boolean several) {
        String before = row.hubId;
        // In the order of their ids, so that two moves the opposite way cannot wait for each other.
        Map<String, HubRow> hubs = new TreeMap<>();
        Stream.of(before, hubId).sorted().forEach(id -> hubs.put(id, HubFinder.lockedHub(entities, row.region, id)));
        requireAcceptable(entities, hubs.get(hubId), row.name, several);
        hubs.get(before).removeDevice();
        hubs.get(hubId).addDevice();
        row.hubId = hubId;
        events.fire(new RegistryChange.DeviceRevoked(before, row.id, Reason.DEVICE_MOVED));
    }

    /** Deletes devices: all of them or, if one is not there, none (scaleway.md B4). */
    public void delete(String region, Set<String> deviceIds) {
        PageRequest.requireAtMostAPage("device_ids", "devices", deviceIds);
        registry.change("device", "several", entities -> {
            List<DeviceRow> rows = deviceIds.stream()
                    .map(deviceId -> DeviceFinder.device(entities, region, deviceId))
                    .sorted(Comparator.comparing(row -> row.hubId)) // hubs are locked in the order of their ids
                    .toList();
            rows.forEach(row -> remove(entities, row, Optional.ofNullable(row.parentId)));
            return null;
        });
    }

    private static List<DeviceRow> parts(EntityManager entities, DeviceRow row) {
        return entities.createQuery("select d from DeviceRow d where d.parentId = :id order by d.id", DeviceRow.class)
                .setParameter("id", row.id)
                .getResultList();
    }

    /** With whatever is a part of it. */
    private void remove(EntityManager entities, DeviceRow row, Optional<String> parentToTell) {
        parts(entities, row).forEach(part -> remove(entities, part, Optional.empty()));
        removals.fire(new DeviceRemoval(entities, row.hubId, row.id, parentToTell, row.dialect));
        entities.flush(); // parts go first: the database would take them along, and EclipseLink miss them
        HubFinder.lockedHub(entities, row.region, row.hubId).removeDevice();
        DeviceCertificateRow.revoke(entities, row.id, clock.instant());
        entities.remove(row);
        events.fire(new RegistryChange.DeviceRevoked(row.hubId, row.id, Reason.DEVICE_DELETED));
    }

    public void delete(String region, String deviceId) {
        registry.change("device", deviceId, entities -> {
            DeviceRow row = DeviceFinder.device(entities, region, deviceId);
            remove(entities, row, Optional.ofNullable(row.parentId));
            return null;
        });
    }

    /** Likewise, at the wish of the device that it is a part of. */
    public void deletePart(String region, String deviceId) {
        registry.change("device", deviceId, entities -> {
            remove(entities, DeviceFinder.device(entities, region, deviceId), Optional.empty());
            return null;
        });
    }

    /** Enables or disables devices: all of them or, if one is not there, none. */
    public void enableAll(String region, Set<String> deviceIds, boolean enabled) {
        PageRequest.requireAtMostAPage("device_ids", "devices", deviceIds);
        registry.change("device", "several", entities -> {
            deviceIds.stream()
                    .sorted() // so that two changes cannot wait for each other
                    .forEach(deviceId -> setEnabled(entities, region, deviceId, enabled));
            return null;
        });
    }

    public Device enable(String region, String deviceId) {
        return enabled(region, deviceId, true);
    }

    public Device disable(String region, String deviceId) {
        return enabled(region, deviceId, false);
    }

    private Device enabled(String region, String deviceId, boolean enabled) {
        return device(registry.change("device", deviceId, entities -> setEnabled(entities, region, deviceId, enabled)));
    }

    private DeviceRow setEnabled(EntityManager entities, String region, String deviceId, boolean enabled) {
        DeviceRow row = DeviceFinder.device(entities, region, deviceId);
        if (row.enabled != enabled) {
            row.enabled = enabled;
            row.updatedAt = clock.millis();
            if (!enabled) {
                parts(entities, row)
                        .forEach(part -> events.fire(
                                new RegistryChange.DeviceRevoked(row.hubId, part.id, Reason.DEVICE_DISABLED)));
                events.fire(new RegistryChange.DeviceRevoked(row.hubId, deviceId, Reason.DEVICE_DISABLED));
            }
        }
        return row;
    }

    /** To be asked after a change is committed, as that ends connections. */
    private Device device(DeviceRow row) {
        return row.toDevice(presence.seen(row.id));
    }
}
