package org.axletree.hub.registry.azure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.axletree.core.event.RegistryChange;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.history.Presence;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Quota;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.credential.CredentialKind;
import org.axletree.hub.registry.credential.CredentialSafe;
import org.axletree.hub.registry.credential.DeviceCredential;
import org.axletree.hub.registry.credential.DeviceCredentialRow;
import org.axletree.hub.registry.credential.SealedCredential;
import org.axletree.hub.registry.device.DeviceService;
import org.axletree.hub.registry.device.NewDevice;
import org.axletree.hub.registry.device.Registration;
import org.axletree.hub.registry.hub.HubService;
import org.axletree.hub.registry.hub.ProductPlan;
import org.axletree.hub.settings.HubSettings;

/**
 * Devices and modules in Azure's words (docs/reference/dialects/azure.md, 9). A module is a device of the hub that is a part
 * of another and is named {@code device/module}. Every method throws {@link ProblemException} where it cannot.
 */
@ApplicationScoped
public class AzureIdentityService {
    /** The dialect that identities are registered with. */
    public static final String DIALECT = "azure";

    /** How many messages wait for a device. */
    private static final String WAITING =
            "select count(m) from CloudMessageRow m where m.deviceId = :id and m.expiresAt > :now";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9\\-:.+%_#*?!(),=@$']{1,128}");
    private static final Pattern THUMBPRINT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final int MOST_REASON = 128;
    private static final int KEY_BYTES = 32;
    private static final int SHORTEST_KEY = 16;
    private static final int LONGEST_KEY = 64;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Registry registry;
    private HubSettings settings;
    private DeviceService devices;
    private HubService hubs;
    private CredentialSafe safe;
    private Presence presence;
    private OwnTopics ownTopics;
    private Event<RegistryChange> events;
    private final Clock clock = Clock.systemUTC();

    /** For the container. */
    protected AzureIdentityService() {}

    @Inject
    public AzureIdentityService(
            Registry registry,
            HubSettings settings,
            DeviceService devices,
            HubService hubs,
            CredentialSafe safe,
            Presence presence,
            OwnTopics ownTopics,
            Event<RegistryChange> events) {
        this.registry = registry;
        this.settings = settings;
        this.devices = devices;
        this.hubs = hubs;
        this.safe = safe;
        this.presence = presence;
        this.ownTopics = ownTopics;
        this.events = events;
    }

    public Optional<AzureIdentity> find(HubPlace hub, String name) {
        return registry.read(
                entities -> AzureFinder.find(entities, hub.hubId(), name).map(found -> identity(entities, found)));
    }

    /** Whether a device that does not speak Azure's words has the name: no identity will ever have it beside that. */
    public boolean isTakenByOthers(HubPlace hub, String name) {
        return registry.read(entities -> AzureFinder.isTakenByOthers(entities, hub.hubId(), name));
    }

    public AzureIdentity get(HubPlace hub, String name) {
        return registry.read(entities -> identity(entities, AzureFinder.found(entities, hub.hubId(), name)));
    }

    /** Devices without their modules, in the order of their names. */
    public List<AzureIdentity> list(HubPlace hub, int most) {
        return registry.read(
                entities -> identities(entities, AzureFinder.devicesAfter(entities, hub.hubId(), "", most)));
    }

    /** The modules of a device. */
    public List<AzureIdentity> modules(HubPlace hub, String deviceName) {
        return registry.read(entities -> {
            String prefix = AzureFinder.found(entities, hub.hubId(), deviceName)
                            .device()
                            .name() + "/";
            int most = settings.limit(HubLimit.MODULES_PER_DEVICE);
            return identities(
                    entities,
                    AzureFinder.after(entities, hub.hubId(), prefix, most).stream()
                            .filter(found -> found.device().name().startsWith(prefix))
                            .toList());
        });
    }

    /** How many devices there are, modules not counted. */
    public long count(HubPlace hub, Optional<Boolean> enabled) {
        return registry.read(entities -> entities.createQuery(
                        "select count(d) from DeviceRow d where d.hubId = :hubId and d.dialect = :dialect"
                                + " and d.parentId is null and d.enabled in :enabled",
                        Long.class)
                .setParameter("hubId", hub.hubId())
                .setParameter("dialect", DIALECT)
                .setParameter("enabled", enabled.map(List::of).orElse(List.of(true, false)))
                .getSingleResult());
    }

    /** @param name of a device, or of a module as {@code device/module} */
    public AzureIdentity create(HubPlace hub, String name, IdentityDraft draft) {
        int slash = name.indexOf('/');
        requireName(slash < 0 ? name : name.substring(0, slash));
        requireReason(draft.statusReason());
        if (hubs.get(hub.region(), hub.hubId()).productPlan() == ProductPlan.SHARED) {
            throw new ProblemException(new Problem.PreconditionFailed(
                    "unknown_precondition",
                    "the hub has the shared plan, on which devices cannot use QoS 1 as Azure's do"
                            + " (expected: a hub of the dedicated plan)"));
        }
        Optional<String> parent = Optional.empty();
        if (slash >= 0) {
            requireName(name.substring(slash + 1));
            AzureIdentity device = get(hub, name.substring(0, slash));
            Quota.requireRoom(
                    "modules",
                    settings.limit(HubLimit.MODULES_PER_DEVICE),
                    modules(hub, device.device().name()).size());
            parent = Optional.of(device.device().id());
        }
        DeviceCredential credential = checked(draft.credential().orElseGet(AzureIdentityService::newKeys));
        requireUnknown(hub, name);
        String id = devices.create(
                        new NewDevice(
                                hub.region(),
                                hub.hubId(),
                                name,
                                "",
                                false,
                                false,
                                ownTopics.of(name),
                                new Registration(DIALECT, parent, credential)),
                        (entities, deviceId) -> {
                            entities.flush(); // the device comes first: nothing else tells EclipseLink
                            entities.persist(
                                    AzureDeviceRow.of(deviceId, draft.iotEdge(), draft.statusReason(), clock.millis()));
                        })
                .device()
                .id();
        if (!draft.enabled()) {
            devices.disable(hub.region(), id);
        }
        return get(hub, name);
    }

    /** @param revision that the change was made for; empty for any */
    public AzureIdentity update(HubPlace hub, String name, IdentityDraft draft, OptionalLong revision) {
        requireReason(draft.statusReason());
        Optional<DeviceCredential> wanted = draft.credential().map(this::checked);
        AzureIdentity before = get(hub, name);
        registry.change("device", name, entities -> {
            AzureFinder.Found found = AzureFinder.found(entities, hub.hubId(), name);
            AzureDeviceRow row = found.row();
            requireRevision(row, revision);
            row.identityRevision++;
            row.iotEdge = draft.iotEdge();
            row.statusReason = draft.statusReason();
            if (before.device().enabled() != draft.enabled()) {
                row.statusUpdatedAt = clock.millis();
            }
            wanted.filter(credential -> !credential.provesSameAs(before.credential()))
                    .ifPresent(credential -> {
                        DeviceCredentialRow.put(entities, row.deviceId, safe.seal(row.deviceId, credential));
                        found.device().credentialChanged(clock.millis());
                        events.fire(new RegistryChange.DeviceRevoked(
                                hub.hubId(), row.deviceId, Reason.DEVICE_SECURITY_RAISED));
                    });
            return null;
        });
        if (draft.enabled()) {
            devices.enable(hub.region(), before.device().id());
        } else {
            devices.disable(hub.region(), before.device().id());
        }
        return get(hub, name);
    }

    public void delete(HubPlace hub, String name, OptionalLong revision) {
        String id = registry.read(entities -> {
            AzureFinder.Found found = AzureFinder.found(entities, hub.hubId(), name);
            requireRevision(found.row(), revision);
            return found.device().id();
        });
        devices.delete(hub.region(), id);
    }

    /** Two new keys. */
    public static DeviceCredential newKeys() {
        return DeviceCredential.secrets(newKey(), Optional.of(newKey()));
    }

    private static byte[] newKey() {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return key;
    }

    /** Keys that are missing are made. */
    private DeviceCredential checked(DeviceCredential credential) {
        if (credential.kind() == CredentialKind.SECRET) {
            byte[] primary = credential.primary().filter(key -> key.length > 0).orElseGet(AzureIdentityService::newKey);
            byte[] secondary =
                    credential.secondary().filter(key -> key.length > 0).orElseGet(AzureIdentityService::newKey);
            for (byte[] key : List.of(primary, secondary)) {
                if (key.length < SHORTEST_KEY || key.length > LONGEST_KEY) {
                    throw ProblemException.invalid(
                            "authentication.symmetricKey",
                            "constraint",
                            "a key of " + key.length + " bytes (expected: Base64 of " + SHORTEST_KEY + " to "
                                    + LONGEST_KEY + " bytes)");
                }
            }
            return DeviceCredential.secrets(primary, Optional.of(secondary));
        }
        if (credential.kind() == CredentialKind.THUMBPRINT) {
            if (credential.primaryThumbprint().isEmpty()
                    && credential.secondaryThumbprint().isEmpty()) {
                throw ProblemException.invalid(
                        "authentication.x509Thumbprint", "required", "is empty (expected: at least one thumbprint)");
            }
            for (String text : List.of(credential.primaryThumbprint(), credential.secondaryThumbprint())) {
                if (!text.isEmpty() && !THUMBPRINT.matcher(text).matches()) {
                    throw ProblemException.invalid(
                            "authentication.x509Thumbprint",
                            "format",
                            Problem.shown(text) + " (expected: 40 or 64 hexadecimal digits)");
                }
            }
        }
        return credential;
    }

    AzureIdentity identity(EntityManager entities, AzureFinder.Found found) {
        String id = found.device().id();
        long waiting = entities.createQuery(WAITING, Long.class)
                .setParameter("id", id)
                .setParameter("now", clock.millis())
                .getSingleResult();
        return identity(found, DeviceCredentialRow.of(entities, id), waiting);
    }

    /** Of several at once, by as many queries as of one. */
    List<AzureIdentity> identities(EntityManager entities, List<AzureFinder.Found> found) {
        List<String> ids = found.stream().map(each -> each.device().id()).toList();
        Map<String, SealedCredential> credentials = DeviceCredentialRow.of(entities, ids);
        Map<String, Long> waiting = ids.isEmpty() ? Map.of() : waiting(entities, ids);
        return found.stream()
                .map(each -> identity(
                        each,
                        credentials.getOrDefault(each.device().id(), SealedCredential.CERTIFICATE),
                        waiting.getOrDefault(each.device().id(), 0L)))
                .toList();
    }

    private Map<String, Long> waiting(EntityManager entities, List<String> ids) {
        return entities.createQuery(
                        "select m.deviceId, count(m) from CloudMessageRow m where m.deviceId in :ids"
                                + " and m.expiresAt > :now group by m.deviceId",
                        Object[].class)
                .setParameter("ids", ids)
                .setParameter("now", clock.millis())
                .getResultStream()
                .collect(Collectors.toMap(row -> (String) row[0], row -> (Long) row[1]));
    }

    private AzureIdentity identity(AzureFinder.Found found, SealedCredential credential, long waiting) {
        String id = found.device().id();
        AzureDeviceRow row = found.row();
        return new AzureIdentity(
                found.device().toDevice(presence.seen(id)),
                row.identityRevision,
                row.iotEdge,
                row.statusReason,
                Optional.of(row.statusUpdatedAt).filter(at -> at > 0).map(Instant::ofEpochMilli),
                safe.open(id, credential),
                Math.toIntExact(waiting));
    }

    private void requireUnknown(HubPlace hub, String name) {
        if (registry.read(entities -> AzureFinder.isTaken(entities, hub.hubId(), name))) {
            throw new ProblemException(new Problem.TransientState(
                    name.indexOf('/') < 0 ? AzureFinder.DEVICE : AzureFinder.MODULE, name, "there already"));
        }
    }

    private static void requireRevision(AzureDeviceRow row, OptionalLong revision) {
        if (revision.isPresent() && revision.getAsLong() != row.identityRevision) {
            throw new ProblemException(new Problem.PreconditionFailed(
                    "unknown_precondition", "the identity was changed by others (expected: its present etag)"));
        }
    }

    /** Whether a device or a module could have this name. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    private static void requireName(String name) {
        if (!isName(name)) {
            throw ProblemException.invalid(
                    "deviceId",
                    "format",
                    Problem.shown(name) + " (expected: 1 to 128 of A-Z a-z 0-9 and - : . + % _ # * ? ! ( ) , = @ $ ')");
        }
    }

    private static void requireReason(String reason) {
        if (reason.length() > MOST_REASON) {
            throw ProblemException.invalid(
                    "statusReason",
                    "constraint",
                    reason.length() + " characters (expected: at most " + MOST_REASON + ")");
        }
    }
}
