package org.axletree.hub.registry.huawei;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.axletree.core.event.RegistryChange;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.history.Presence;
import org.axletree.hub.registry.ArgumentCheck;
import org.axletree.hub.registry.EachAlone;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.credential.CredentialKind;
import org.axletree.hub.registry.credential.CredentialSafe;
import org.axletree.hub.registry.credential.DeviceCredential;
import org.axletree.hub.registry.credential.DeviceCredentialRow;
import org.axletree.hub.registry.credential.SealedCredential;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.device.DevicePatch;
import org.axletree.hub.registry.device.DeviceRow;
import org.axletree.hub.registry.device.DeviceService;
import org.axletree.hub.registry.device.NewDevice;
import org.axletree.hub.registry.device.Registration;
import org.axletree.hub.settings.HubSettings;

/**
 * What one can do with devices in Huawei's words ({@code docs/reference/dialects/huawei.md} N1 to N4). Every method throws
 * {@link ProblemException} where it cannot.
 */
@ApplicationScoped
public class HuaweiDeviceService {
    /** The short name of the dialect that such devices speak. */
    public static final String DIALECT = "huawei";

    private Registry registry;
    private HubSettings settings;
    private HuaweiInstances instances;
    private DeviceService devices;
    private CredentialSafe safe;
    private Presence presence;
    private Event<RegistryChange> events;
    private final Clock clock = Clock.systemUTC();
    private final EachAlone alone =
            new EachAlone(HuaweiDeviceService.class, "A device that did not connect in time could not be removed");

    /** For the container. */
    protected HuaweiDeviceService() {}

    @Inject
    public HuaweiDeviceService(
            Registry registry,
            HubSettings settings,
            HuaweiInstances instances,
            DeviceService devices,
            CredentialSafe safe,
            Presence presence,
            Event<RegistryChange> events) {
        this.registry = registry;
        this.settings = settings;
        this.instances = instances;
        this.devices = devices;
        this.safe = safe;
        this.presence = presence;
        this.events = events;
    }

    /**
     * A device that was just registered.
     *
     * @param secret shown this once; empty if it proves itself by a certificate
     */
    public record Registered(HuaweiDevice device, Optional<String> secret, Optional<String> secondarySecret) {}

    /**
     * Registers a device.
     *
     * @param filters what it may say and hear
     */
    public Registered create(HuaweiAddress address, NewHuaweiDevice device, MessageFilters filters) {
        ArgumentCheck check = new ArgumentCheck(settings);
        HuaweiArguments.check(check, device);
        check.done();
        HuaweiInstances.Instance instance = instances.instance(address, device.appId());
        if (instance.shared()) {
            throw new ProblemException(new Problem.PreconditionFailed(
                    "unknown_precondition",
                    "the hub has the shared plan, on which devices cannot use QoS 1 as Huawei's do"
                            + " (expected: a hub of the dedicated plan)"));
        }
        HuaweiAddress within = new HuaweiAddress(instance.projectId(), Optional.of(instance.id()));
        Optional<String> parent = registry.read(entities -> {
            requireUnknown(entities, device.id());
            return device.gatewayId().map(gateway -> gateway(entities, within, gateway));
        });
        Optional<String> secret =
                device.certificate() ? Optional.empty() : device.secret().or(() -> Optional.of(HuaweiSecret.random()));
        Optional<String> secondary = secret.flatMap(given -> device.secondarySecret());
        DeviceCredential credential = device.credential(secret.orElse(""));
        devices.create(
                new NewDevice(
                        instance.region(),
                        instance.id(),
                        device.id(),
                        device.description(),
                        !device.secureAccess(),
                        false,
                        filters,
                        new Registration(DIALECT, parent, credential)),
                (entities, deviceId) -> entities.persist(HuaweiDeviceRow.of(deviceId, device, clock.millis())));
        return new Registered(get(within, device.id()), secret, secondary);
    }

    private static void requireUnknown(EntityManager entities, String id) {
        if (HuaweiFinder.byId(entities, id).isPresent()) {
            throw ProblemException.invalid(
                    "device_id", "constraint", Problem.shown(id) + " exists (expected: one unique on this server)");
        }
    }

    /** Behind a gateway stand devices, and behind those nobody. */
    private String gateway(EntityManager entities, HuaweiAddress address, String gatewayId) {
        HuaweiFinder.Found gateway;
        try {
            gateway = HuaweiFinder.device(entities, address, gatewayId, clock.instant());
        } catch (ProblemException absent) {
            throw ProblemException.notFound("gateway", gatewayId);
        }
        if (parentOf(entities, gateway.row().deviceId).isPresent()) {
            throw ProblemException.invalid(
                    "gateway_id", "constraint", "stands behind a gateway itself (expected: two levels at most)");
        }
        return gateway.row().deviceId;
    }

    private static Optional<String> parentOf(EntityManager entities, String deviceId) {
        return entities.createQuery(
                        "select d.parentId from DeviceRow d where d.id = :id and d.parentId is not null", String.class)
                .setParameter("id", deviceId)
                .getResultStream()
                .findFirst();
    }

    public HuaweiDevice get(HuaweiAddress address, String id) {
        return registry.read(entities -> view(entities, find(entities, address, id)));
    }

    /** Ordered by device id, so that the marker of a page is the last id on it. */
    public List<HuaweiDevice> list(HuaweiAddress address, Optional<String> appId, HuaweiQuery query) {
        HuaweiInstances.Instance instance = instances.instance(address, appId);
        return registry.read(entities -> {
            Optional<String> gateway = query.gatewayId()
                    .map(id -> find(entities, new HuaweiAddress(address.projectId(), Optional.of(instance.id())), id)
                            .row()
                            .deviceId);
            return entities
                    .createQuery(
                            "select x from HuaweiDeviceRow x, DeviceRow d where d.id = x.deviceId and d.hubId = :hub"
                                    + " and x.huaweiId > :marker and (x.expiresAt is null or x.expiresAt > :now)"
                                    + " and (:product = '' or x.productId = :product)"
                                    + " and (:node = '' or x.nodeId = :node)"
                                    + " and (:name = '' or x.deviceName = :name)"
                                    + " and (:gateway = '' or d.parentId = :gateway) order by x.huaweiId",
                            HuaweiDeviceRow.class)
                    .setParameter("hub", instance.id())
                    .setParameter("marker", query.marker())
                    .setParameter("now", clock.millis())
                    .setParameter("product", query.productId().orElse(""))
                    .setParameter("node", query.nodeId().orElse(""))
                    .setParameter("name", query.deviceName().orElse(""))
                    .setParameter("gateway", gateway.orElse(""))
                    .setMaxResults(query.limit())
                    .getResultList()
                    .stream()
                    .map(row -> view(
                            entities,
                            new HuaweiFinder.Found(
                                    row, instance.region(), instance.id(), instance.name(), instance.projectId())))
                    .toList();
        });
    }

    public HuaweiDevice update(HuaweiAddress address, String id, HuaweiPatch patch) {
        ArgumentCheck check = new ArgumentCheck(settings);
        patch.deviceName().ifPresent(name -> HuaweiArguments.deviceName(check, name));
        patch.extensionInfo().ifPresent(json -> HuaweiArguments.extensionInfo(check, json));
        check.done();
        HuaweiFinder.Found found = registry.read(entities -> find(entities, address, id));
        devices.update(
                found.region(),
                found.row().deviceId,
                new DevicePatch(
                        patch.description(),
                        patch.secureAccess().map(secure -> !secure),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        registry.change("device", id, entities -> {
            HuaweiDeviceRow row = find(entities, address, id).row();
            patch.deviceName().ifPresent(name -> row.deviceName = name);
            patch.extensionInfo().ifPresent(json -> row.extensionInfo = json);
            return null;
        });
        return get(address, id);
    }

    /** Refused while others stand behind it. */
    public void delete(HuaweiAddress address, String id) {
        HuaweiFinder.Found found = registry.read(entities -> {
            HuaweiFinder.Found there = find(entities, address, id);
            if (hasChildren(entities, there.row().deviceId)) {
                throw new ProblemException(new Problem.PreconditionFailed(
                        "resource_still_in_use",
                        "other devices stand behind the gateway (expected: delete them first)"));
            }
            return there;
        });
        devices.delete(found.region(), found.row().deviceId);
    }

    /** Lets the device connect no more, and ends its connection. */
    public void freeze(HuaweiAddress address, String id) {
        HuaweiFinder.Found found = direct(address, id);
        devices.disable(found.region(), found.row().deviceId);
    }

    public void unfreeze(HuaweiAddress address, String id) {
        HuaweiFinder.Found found = direct(address, id);
        devices.enable(found.region(), found.row().deviceId);
    }

    private HuaweiFinder.Found direct(HuaweiAddress address, String id) {
        return registry.read(entities -> {
            HuaweiFinder.Found found = find(entities, address, id);
            if (parentOf(entities, found.row().deviceId).isPresent()) {
                throw new ProblemException(new Problem.PreconditionFailed(
                        "unknown_precondition",
                        "the device stands behind a gateway (expected: one that connects itself)"));
            }
            return found;
        });
    }

    /**
     * Gives a device another secret.
     *
     * @param secret empty for one that the hub makes
     * @param disconnect whether its connection ends now
     * @return the new secret, shown this once
     */
    public String resetSecret(
            HuaweiAddress address, String id, CredentialSlot slot, Optional<String> secret, boolean disconnect) {
        ArgumentCheck check = new ArgumentCheck(settings);
        secret.ifPresent(given -> HuaweiArguments.secret(check, "secret", given));
        check.done();
        String next = secret.orElseGet(HuaweiSecret::random);
        change(address, id, disconnect, credential -> {
            requireKind(credential, CredentialKind.SECRET, "a certificate (expected: one with auth_type SECRET)");
            byte[] bytes = HuaweiSecret.bytes(next);
            return slot == CredentialSlot.PRIMARY
                    ? DeviceCredential.secrets(bytes, credential.secondary())
                    : DeviceCredential.secrets(credential.primary().orElseThrow(), Optional.of(bytes));
        });
        return next;
    }

    /**
     * Gives a device another fingerprint.
     *
     * @param fingerprint empty for that of its next connection
     * @param disconnect whether its connection ends now
     */
    public void resetFingerprint(
            HuaweiAddress address, String id, CredentialSlot slot, String fingerprint, boolean disconnect) {
        ArgumentCheck check = new ArgumentCheck(settings);
        HuaweiArguments.fingerprint(check, "fingerprint", fingerprint);
        check.done();
        change(address, id, disconnect, credential -> {
            requireKind(credential, CredentialKind.THUMBPRINT, "a secret (expected: one with auth_type CERTIFICATES)");
            return slot == CredentialSlot.PRIMARY
                    ? DeviceCredential.thumbprints(fingerprint, credential.secondaryThumbprint())
                    : DeviceCredential.thumbprints(credential.primaryThumbprint(), fingerprint);
        });
    }

    /** A device stays what it was registered as. */
    private static void requireKind(DeviceCredential credential, CredentialKind expected, String instead) {
        if (credential.kind() != expected) {
            throw new ProblemException(
                    new Problem.PreconditionFailed("unknown_precondition", "the device proves itself by " + instead));
        }
    }

    private interface CredentialChange {
        DeviceCredential of(DeviceCredential credential);
    }

    private void change(HuaweiAddress address, String id, boolean disconnect, CredentialChange change) {
        registry.change("device", id, entities -> {
            HuaweiFinder.Found found = find(entities, address, id);
            String deviceId = found.row().deviceId;
            DeviceCredential next = change.of(safe.open(deviceId, DeviceCredentialRow.of(entities, deviceId)));
            DeviceCredentialRow.put(entities, deviceId, safe.seal(deviceId, next));
            entities.find(DeviceRow.class, deviceId).credentialChanged(clock.millis());
            if (disconnect) {
                events.fire(new RegistryChange.DeviceRevoked(found.hubId(), deviceId, Reason.CREDENTIAL_RESET));
            }
            return null;
        });
    }

    /** Removes registrations of devices that did not connect in time. A device that connects now is past that already. */
    public void removeExpired(Instant now) {
        List<HuaweiFinder.Found> expired = registry.read(entities -> HuaweiFinder.expired(entities, now));
        alone.forEach(expired, each -> devices.delete(each.region(), each.row().deviceId));
    }

    /** Where a connected device is, to look there for others. */
    public HuaweiAddress addressOf(String huaweiId) {
        return registry.read(entities -> HuaweiFinder.byId(entities, huaweiId)
                .map(found -> new HuaweiAddress(found.projectId(), Optional.of(found.hubId())))
                .orElseThrow(() -> ProblemException.notFound("device", huaweiId)));
    }

    /**
     * What a gateway says of a device behind it.
     *
     * @throws ProblemException if the device does not stand behind this gateway
     */
    public void childStatus(HuaweiAddress address, String gatewayId, String id, HuaweiStatus status) {
        registry.change("device", id, entities -> {
            child(entities, address, gatewayId, id).row().childStatus = status.name();
            return null;
        });
    }

    /** Deletes a device at the wish of its gateway. */
    public void deleteChild(HuaweiAddress address, String gatewayId, String id) {
        HuaweiFinder.Found found = registry.read(entities -> child(entities, address, gatewayId, id));
        devices.deletePart(found.region(), found.row().deviceId);
    }

    /** A device behind a gateway. */
    public HuaweiDevice getChild(HuaweiAddress address, String gatewayId, String id) {
        return registry.read(entities -> view(entities, child(entities, address, gatewayId, id)));
    }

    private HuaweiFinder.Found child(EntityManager entities, HuaweiAddress address, String gatewayId, String id) {
        HuaweiFinder.Found found = find(entities, address, id);
        HuaweiFinder.Found gateway = find(entities, address, gatewayId);
        if (parentOf(entities, found.row().deviceId)
                .filter(gateway.row().deviceId::equals)
                .isEmpty()) {
            throw ProblemException.notFound("device", id);
        }
        return found;
    }

    private HuaweiFinder.Found find(EntityManager entities, HuaweiAddress address, String id) {
        return HuaweiFinder.device(entities, address, id, clock.instant());
    }

    private static boolean hasChildren(EntityManager entities, String deviceId) {
        return !entities.createQuery("select d.id from DeviceRow d where d.parentId = :id", String.class)
                .setParameter("id", deviceId)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    private HuaweiDevice view(EntityManager entities, HuaweiFinder.Found found) {
        HuaweiDeviceRow row = found.row();
        Device device = devices.get(found.region(), row.deviceId);
        SealedCredential credential = DeviceCredentialRow.of(entities, row.deviceId);
        Optional<String> gateway = device.parentId()
                .map(parent -> entities.find(HuaweiDeviceRow.class, parent))
                .map(parent -> parent.huaweiId);
        return new HuaweiDevice(
                device,
                found.hubName(),
                found.projectId(),
                row.productId,
                row.nodeId,
                row.deviceName,
                row.extensionInfo,
                gateway,
                gateway.isEmpty() && hasChildren(entities, row.deviceId),
                credential.kind(),
                credential.primaryThumbprint(),
                row.timeoutSeconds,
                row.activatedAt(),
                status(device, row));
    }

    private HuaweiStatus status(Device device, HuaweiDeviceRow row) {
        if (!device.enabled()) {
            return HuaweiStatus.FROZEN;
        }
        if (device.parentId().isPresent()) {
            return childStatus(presence.isConnected(device.parentId().get()), row.childStatus);
        }
        if (device.connected()) {
            return HuaweiStatus.ONLINE;
        }
        return row.activatedAt == null ? HuaweiStatus.INACTIVE : HuaweiStatus.OFFLINE;
    }

    private static HuaweiStatus childStatus(boolean gatewayIsConnected, String said) {
        if (said == null) {
            return HuaweiStatus.INACTIVE;
        }
        return gatewayIsConnected ? HuaweiStatus.valueOf(said) : HuaweiStatus.OFFLINE;
    }
}
