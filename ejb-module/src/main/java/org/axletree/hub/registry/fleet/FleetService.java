package org.axletree.hub.registry.fleet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.StoredText;
import org.axletree.hub.registry.azure.AzureIdentityService;
import org.axletree.hub.registry.azure.IncomingTwin;
import org.axletree.hub.registry.credential.CredentialKind;
import org.axletree.hub.registry.credential.CredentialSafe;
import org.axletree.hub.registry.credential.DeviceCredential;
import org.axletree.hub.registry.credential.DeviceCredentialRow;
import org.axletree.hub.registry.credential.SealedCredential;
import org.axletree.hub.registry.device.DeviceIntake;
import org.axletree.hub.registry.device.DeviceRow;
import org.axletree.hub.registry.device.DeviceWords;
import org.axletree.hub.registry.device.NewDevice;
import org.axletree.hub.registry.device.Registration;
import org.axletree.hub.registry.hub.HubFinder;
import org.axletree.hub.registry.hub.HubRow;
import org.axletree.hub.registry.hub.ProductPlan;
import org.axletree.hub.registry.password.DevicePasswordRow;
import org.axletree.hub.registry.password.PasswordDirectory;
import org.axletree.hub.settings.HubSettings;

/** Takes devices over from elsewhere. What is there already stays as it is, so that the same fleet may come again. */
@ApplicationScoped
public class FleetService {
    /** So many come in one transaction: a hub is locked meanwhile. */
    public static final int MOST_AT_ONCE = 1_000;

    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern AZURE_NAME = Pattern.compile("[A-Za-z0-9\\-:.+%_#*?!(),=@$']{1,128}");
    private static final Pattern THUMBPRINT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final int LONGEST_NAME = 255;
    private static final int SHORTEST_KEY = 16;
    private static final int LONGEST_KEY = 64;

    private Registry registry;
    private HubSettings settings;
    private CredentialSafe safe;
    private PasswordDirectory passwords;
    private final Clock clock = Clock.systemUTC();

    /** For the container. */
    protected FleetService() {}

    @Inject
    public FleetService(Registry registry, HubSettings settings, CredentialSafe safe, PasswordDirectory passwords) {
        this.registry = registry;
        this.settings = settings;
        this.safe = safe;
        this.passwords = passwords;
    }

    /** What is to be done with a device, before anything is. */
    private record Decided(IncomingDevice device, String id) {}

    /** The same decisions, whether they are carried out or only told. */
    private record Plan(List<Decided> wanted, List<String> unchanged, List<FleetReport.Skipped> skipped) {

        FleetReport report() {
            return new FleetReport(
                    wanted.stream()
                            .map(each -> new FleetReport.Taken(
                                    each.id(), each.device().name()))
                            .toList(),
                    unchanged,
                    skipped);
        }
    }

    /**
     * Takes devices over.
     *
     * @param source where they come from, for whoever asks later
     * @param dryRun says what would come of it, and changes nothing
     */
    public FleetReport take(String region, String hubId, String source, List<IncomingDevice> devices, boolean dryRun) {
        if (devices.size() > MOST_AT_ONCE) {
            throw ProblemException.invalid(
                    "devices", "constraint", devices.size() + " (expected: at most " + MOST_AT_ONCE + " at once)");
        }
        if (dryRun) {
            // In a transaction that changes nothing: what decides is the same.
            return registry.change(
                            "device",
                            hubId,
                            entities -> plan(entities, HubFinder.hub(entities, region, hubId), devices))
                    .report();
        }
        return registry.change("device", hubId, entities -> {
                    HubRow hub = HubFinder.lockedHub(entities, region, hubId);
                    Plan plan = plan(entities, hub, devices);
                    carryOut(entities, hub, region, source, plan.wanted());
                    return plan;
                })
                .report();
    }

    private Plan plan(EntityManager entities, HubRow hub, List<IncomingDevice> devices) {
        List<String> names = devices.stream()
                .map(IncomingDevice::name)
                .filter(StoredText::isPossible)
                .distinct()
                .toList();
        Map<String, DeviceRow> there = DeviceIntake.named(entities, hub.id(), names);
        Map<String, SealedCredential> credentials = DeviceCredentialRow.of(
                entities, there.values().stream().map(DeviceRow::id).toList());
        Map<String, String> userNames =
                userNames(entities, there.values().stream().map(DeviceRow::id).toList());
        Set<String> takenIds = new HashSet<>(DeviceIntake.taken(
                entities, devices.stream().flatMap(each -> each.id().stream()).toList()));
        int room = settings.limit(HubLimit.DEVICES_PER_HUB) - hub.deviceCount();
        Plan plan = new Plan(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Set<String> seen = new HashSet<>();
        for (IncomingDevice device : devices) {
            Optional<String> problem = problem(device, hub);
            if (problem.isEmpty() && !seen.add(device.name())) {
                problem = Optional.of("the name is there twice (expected: once)");
            }
            DeviceRow present = there.get(device.name());
            if (problem.isEmpty() && present != null) {
                if (isTheSame(device, present, credentials, userNames)) {
                    plan.unchanged().add(device.name());
                    continue;
                }
                problem = Optional.of("another device of the hub has this name (expected: a name unique in the hub)");
            }
            if (problem.isEmpty() && device.id().filter(takenIds::contains).isPresent()) {
                problem = Optional.of("another device has this id (expected: an id of its own)");
            }
            if (problem.isEmpty() && plan.wanted().size() >= room) {
                problem = Optional.of("the hub has no room for more devices (expected: at most "
                        + settings.limit(HubLimit.DEVICES_PER_HUB) + ", which AXLETREE_LIMIT_DEVICES_PER_HUB changes)");
            }
            if (problem.isPresent()) {
                plan.skipped().add(new FleetReport.Skipped(device.line(), device.name(), problem.get()));
            } else {
                plan.wanted().add(new Decided(device, device.id().orElseGet(FleetService::newId)));
            }
        }
        return plan;
    }

    /**
     * In the order of time (RFC 9562, version 7): the database then adds at the end of its indexes, where random identifiers of
     * many devices would have it read half of them.
     */
    private static String newId() {
        long time = System.currentTimeMillis();
        long fine = (System.nanoTime() / 250) & 0xFFF;
        long random = ThreadLocalRandom.current().nextLong();
        return new UUID(time << 16 | 0x7000 | fine, random >>> 2 | 0x8000000000000000L).toString();
    }

    private static Map<String, String> userNames(EntityManager entities, List<String> ids) {
        return ids.isEmpty()
                ? Map.of()
                : entities.createQuery(
                                "select p.deviceId, p.userName from DevicePasswordRow p where p.deviceId in :ids",
                                Object[].class)
                        .setParameter("ids", ids)
                        .getResultStream()
                        .collect(Collectors.toMap(row -> (String) row[0], row -> (String) row[1]));
    }

    /** Passwords are not compared: one that came before is hashed anew once its device was here. */
    private boolean isTheSame(
            IncomingDevice device,
            DeviceRow present,
            Map<String, SealedCredential> credentials,
            Map<String, String> userNames) {
        if (device.password().isPresent()) {
            return device.password().get().userName().equals(userNames.get(present.id()));
        }
        SealedCredential sealed = credentials.getOrDefault(present.id(), SealedCredential.CERTIFICATE);
        DeviceCredential one = safe.open(present.id(), sealed);
        DeviceCredential other = device.credential();
        return one.kind() == other.kind()
                && Arrays.equals(
                        one.primary().orElse(new byte[0]), other.primary().orElse(new byte[0]))
                && Arrays.equals(
                        one.secondary().orElse(new byte[0]), other.secondary().orElse(new byte[0]))
                && one.primaryThumbprint().equals(other.primaryThumbprint())
                && one.secondaryThumbprint().equals(other.secondaryThumbprint());
    }

    private Optional<String> problem(IncomingDevice device, HubRow hub) {
        boolean azure = device.dialect().equals(AzureIdentityService.DIALECT);
        if (azure && !AZURE_NAME.matcher(device.name()).matches()) {
            return Optional.of(
                    Problem.shown(device.name())
                            + " is no name of a device (expected: 1 to 128 of A-Z a-z 0-9 and - : . + % _ # * ? ! ( ) , = @ $ ')");
        }
        if (device.name().isEmpty() || device.name().length() > LONGEST_NAME || !StoredText.isPossible(device.name())) {
            return Optional.of("the name was wrong (expected: 1 to " + LONGEST_NAME + " characters)");
        }
        if (device.id().filter(id -> !UUID_FORM.matcher(id).matches()).isPresent()) {
            return Optional.of("the id was wrong (expected: a UUID in lower case)");
        }
        if (hub.productPlan() == ProductPlan.SHARED && azure) {
            return Optional.of(
                    "the hub has the shared plan (expected: the dedicated plan, which devices of other clouds need)");
        }
        if (hub.productPlan() == ProductPlan.SHARED && device.allowMultipleConnections()) {
            return Optional.of(
                    "the hub has the shared plan (expected: the dedicated plan, for several connections of a device)");
        }
        Optional<String> ofCredential = problem(device.credential());
        if (ofCredential.isPresent()) {
            return ofCredential;
        }
        if (device.password()
                .filter(password -> password.userName().isEmpty()
                        || password.userName().length() > LONGEST_NAME
                        || !StoredText.isPossible(password.userName()))
                .isPresent()) {
            return Optional.of("the user name was wrong (expected: 1 to " + LONGEST_NAME + " characters)");
        }
        return device.twin().flatMap(IncomingTwin::problem);
    }

    private static Optional<String> problem(DeviceCredential credential) {
        if (credential.kind() == CredentialKind.SECRET) {
            for (byte[] key : List.of(
                    credential.primary().orElse(new byte[0]),
                    credential.secondary().or(credential::primary).orElse(new byte[0]))) {
                if (key.length < SHORTEST_KEY || key.length > LONGEST_KEY) {
                    return Optional.of("a key of " + key.length + " bytes (expected: Base64 of " + SHORTEST_KEY + " to "
                            + LONGEST_KEY + " bytes)");
                }
            }
        }
        if (credential.kind() == CredentialKind.THUMBPRINT) {
            if (credential.primaryThumbprint().isEmpty()
                    && credential.secondaryThumbprint().isEmpty()) {
                return Optional.of("there is no thumbprint (expected: at least one)");
            }
            for (String each : List.of(credential.primaryThumbprint(), credential.secondaryThumbprint())) {
                if (!each.isEmpty() && !THUMBPRINT.matcher(each).matches()) {
                    return Optional.of("the thumbprint " + Problem.shown(each)
                            + " was wrong (expected: 40 or 64 hexadecimal digits)");
                }
            }
        }
        return Optional.empty();
    }

    private void carryOut(EntityManager entities, HubRow hub, String region, String source, List<Decided> wanted) {
        long now = clock.millis();
        List<DeviceRow> added = new ArrayList<>();
        for (Decided each : wanted) {
            IncomingDevice device = each.device();
            added.add(DeviceIntake.add(
                    entities,
                    hub,
                    each.id(),
                    new NewDevice(
                            region,
                            hub.id(),
                            device.name(),
                            device.description(),
                            device.allowInsecure(),
                            device.allowMultipleConnections(),
                            device.messageFilters(),
                            new Registration(device.dialect(), Optional.empty(), device.credential())),
                    device.enabled(),
                    now));
        }
        DeviceWords.add(entities, added);
        for (Decided each : wanted) {
            IncomingDevice device = each.device();
            if (device.credential().kind() != CredentialKind.CERTIFICATE) {
                DeviceIntake.credential(entities, each.id(), safe.seal(each.id(), device.credential()));
            }
            device.password().ifPresent(password -> {
                DevicePasswordRow.add(entities, each.id(), password.userName(), password.hash(), now);
                passwords.added();
            });
            device.twin().ifPresent(twin -> twin.add(entities, each.id(), now));
            ImportedDeviceRow row = new ImportedDeviceRow();
            row.deviceId = each.id();
            row.source = source;
            row.importedAt = now;
            entities.persist(row);
        }
    }

    /** How many were taken over, and how many of them were heard of since. */
    public Map<String, Long> counts(String region, String hubId) {
        return registry.read(entities -> {
            HubFinder.hub(entities, region, hubId);
            Map<String, Long> counts = new LinkedHashMap<>();
            String query =
                    "select count(d) from DeviceRow d, ImportedDeviceRow i where i.deviceId = d.id and d.hubId = :hubId";
            counts.put("imported", count(entities, hubId, query));
            counts.put("arrived", count(entities, hubId, query + " and d.lastActivityAt is not null"));
            return counts;
        });
    }

    private static long count(EntityManager entities, String hubId, String query) {
        return entities.createQuery(query, Long.class)
                .setParameter("hubId", hubId)
                .getSingleResult();
    }

    /** Devices that were taken over, in the order of their names. */
    public List<ArrivedDevice> list(String region, String hubId, Optional<Boolean> arrived, int first, int most) {
        return registry.read(entities -> {
            HubFinder.hub(entities, region, hubId);
            String state = arrived.map(yes -> " and d.lastActivityAt is " + (yes ? "not null" : "null"))
                    .orElse("");
            return entities.createQuery(
                            "select d.id, d.name, i.source, i.importedAt, d.lastActivityAt from DeviceRow d, ImportedDeviceRow i"
                                    + " where i.deviceId = d.id and d.hubId = :hubId" + state + " order by d.name",
                            Object[].class)
                    .setParameter("hubId", hubId)
                    .setFirstResult(first)
                    .setMaxResults(most)
                    .getResultStream()
                    .map(row -> new ArrivedDevice(
                            (String) row[0],
                            (String) row[1],
                            (String) row[2],
                            Instant.ofEpochMilli((Long) row[3]),
                            Optional.ofNullable((Long) row[4]).map(Instant::ofEpochMilli)))
                    .toList();
        });
    }
}
