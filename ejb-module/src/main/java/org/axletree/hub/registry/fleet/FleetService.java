package org.axletree.hub.registry.fleet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
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
import org.axletree.core.event.RegistryChange;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.authority.DeviceCertificate;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.RegistryLock;
import org.axletree.hub.registry.StoredText;
import org.axletree.hub.registry.azure.AzureIdentityService;
import org.axletree.hub.registry.azure.IncomingTwin;
import org.axletree.hub.registry.credential.CredentialKind;
import org.axletree.hub.registry.credential.CredentialSafe;
import org.axletree.hub.registry.credential.DeviceCredential;
import org.axletree.hub.registry.credential.DeviceCredentialRow;
import org.axletree.hub.registry.credential.SealedCredential;
import org.axletree.hub.registry.device.CertificateService;
import org.axletree.hub.registry.device.DeviceIntake;
import org.axletree.hub.registry.device.DeviceRow;
import org.axletree.hub.registry.device.DeviceWords;
import org.axletree.hub.registry.device.NewDevice;
import org.axletree.hub.registry.device.Registration;
import org.axletree.hub.registry.huawei.IncomingRegistration;
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
    private Event<RegistryChange> events;
    private final Clock clock = Clock.systemUTC();

    /** For the container. */
    protected FleetService() {}

    @Inject
    public FleetService(
            Registry registry,
            HubSettings settings,
            CredentialSafe safe,
            PasswordDirectory passwords,
            Event<RegistryChange> events) {
        this.registry = registry;
        this.settings = settings;
        this.safe = safe;
        this.passwords = passwords;
        this.events = events;
    }

    /** What is to be done with a device, before anything is. */
    private record Decided(IncomingDevice device, String id, Optional<String> parentId) {}

    /** What is there already, as far as it concerns those that come. */
    private record There(
            Map<String, DeviceRow> devices,
            Map<String, SealedCredential> credentials,
            Map<String, String> userNames,
            Map<String, String> fingerprints,
            Set<String> ids,
            Set<String> certificates,
            Set<String> registrations,
            Map<String, String> gateways) {

        static There of(EntityManager entities, HubRow hub, List<IncomingDevice> coming) {
            Map<String, DeviceRow> devices = DeviceIntake.named(
                    entities,
                    hub.id(),
                    coming.stream()
                            .map(IncomingDevice::name)
                            .filter(StoredText::isPossible)
                            .distinct()
                            .toList());
            List<String> ids = devices.values().stream().map(DeviceRow::id).toList();
            List<IncomingRegistration> registrations = coming.stream()
                    .flatMap(each -> each.registration().stream())
                    .toList();
            return new There(
                    devices,
                    DeviceCredentialRow.of(entities, ids),
                    FleetService.userNames(entities, ids),
                    DeviceIntake.fingerprints(entities, ids),
                    new HashSet<>(DeviceIntake.taken(
                            entities,
                            coming.stream().flatMap(each -> each.id().stream()).toList())),
                    new HashSet<>(DeviceIntake.certified(
                            entities,
                            hub,
                            coming.stream()
                                    .flatMap(each -> each.certificate().stream())
                                    .map(DeviceCertificate::fingerprint)
                                    .toList())),
                    IncomingRegistration.taken(
                            entities,
                            registrations.stream()
                                    .map(IncomingRegistration::id)
                                    .filter(StoredText::isPossible)
                                    .toList()),
                    IncomingRegistration.gateways(
                            entities,
                            hub.id(),
                            registrations.stream()
                                    .flatMap(each -> each.gatewayId().stream())
                                    .filter(StoredText::isPossible)
                                    .distinct()
                                    .toList()));
        }
    }

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
                            entities -> plan(entities, HubFinder.hub(entities, region, hubId), devices, true))
                    .report();
        }
        return registry.change("device", hubId, entities -> {
                    if (devices.stream().anyMatch(each -> each.certificate().isPresent())) {
                        RegistryLock.take(entities); // two devices of one project shall not slip in at once
                    }
                    HubRow hub = HubFinder.lockedHub(entities, region, hubId);
                    Plan plan = plan(entities, hub, devices, false);
                    carryOut(entities, hub, region, source, plan.wanted());
                    return plan;
                })
                .report();
    }

    private Plan plan(EntityManager entities, HubRow hub, List<IncomingDevice> devices, boolean dryRun) {
        There there = There.of(entities, hub, devices);
        int room = settings.limit(HubLimit.DEVICES_PER_HUB) - hub.deviceCount();
        Plan plan = new Plan(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Set<String> seen = new HashSet<>();
        for (IncomingDevice device : devices) {
            Optional<String> problem = problem(device, hub);
            if (problem.isEmpty() && !seen.add(device.name())) {
                problem = Optional.of("the name is there twice (expected: once)");
            }
            DeviceRow present = there.devices().get(device.name());
            if (problem.isEmpty() && present != null) {
                if (isTheSame(device, present, there)) {
                    plan.unchanged().add(device.name());
                    continue;
                }
                problem = Optional.of("another device of the hub has this name (expected: a name unique in the hub)");
            }
            if (problem.isEmpty()) {
                problem = problem(device, there, dryRun);
            }
            if (problem.isEmpty() && plan.wanted().size() >= room) {
                problem = Optional.of("the hub has no room for more devices (expected: at most "
                        + settings.limit(HubLimit.DEVICES_PER_HUB) + ", which AXLETREE_LIMIT_DEVICES_PER_HUB changes)");
            }
            if (problem.isPresent()) {
                plan.skipped().add(new FleetReport.Skipped(device.line(), device.name(), problem.get()));
            } else {
                device.certificate().ifPresent(each -> there.certificates().add(each.fingerprint()));
                plan.wanted()
                        .add(new Decided(
                                device,
                                device.id().orElseGet(FleetService::newId),
                                device.registration()
                                        .flatMap(IncomingRegistration::gatewayId)
                                        .map(there.gateways()::get)));
            }
        }
        return plan;
    }

    /** What keeps a device out because of others. */
    private static Optional<String> problem(IncomingDevice device, There there, boolean dryRun) {
        if (device.id().filter(there.ids()::contains).isPresent()) {
            return Optional.of("another device has this id (expected: an id of its own)");
        }
        if (device.certificate()
                .map(DeviceCertificate::fingerprint)
                .filter(there.certificates()::contains)
                .isPresent()) {
            return Optional.of("its certificate is that of another device (expected: one of this device's own)");
        }
        if (device.registration()
                .map(IncomingRegistration::id)
                .filter(there.registrations()::contains)
                .isPresent()) {
            return Optional.of("another hub has a device of this device_id (expected: one unique on this server)");
        }
        return device.registration()
                .filter(each -> !(dryRun && each.gatewayComes()))
                .flatMap(IncomingRegistration::gatewayId)
                .filter(gateway -> !there.gateways().containsKey(gateway))
                .map(gateway -> "the hub has no gateway " + Problem.shown(gateway)
                        + " (expected: one that is there already, and stands behind no other)");
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
    private boolean isTheSame(IncomingDevice device, DeviceRow present, There there) {
        if (device.password().isPresent()) {
            return device.password().get().userName().equals(there.userNames().get(present.id()));
        }
        if (device.certificate().isPresent()) {
            return device.certificate()
                    .get()
                    .fingerprint()
                    .equals(there.fingerprints().get(present.id()));
        }
        if (device.registration().isPresent()
                && !there.registrations().contains(device.registration().get().id())) {
            return false;
        }
        if (device.registration().flatMap(IncomingRegistration::gatewayId).isPresent()) {
            return true; // it proves nothing
        }
        SealedCredential sealed = there.credentials().getOrDefault(present.id(), SealedCredential.CERTIFICATE);
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
        if (hub.productPlan() == ProductPlan.SHARED
                && (azure || device.registration().isPresent())) {
            return Optional.of(
                    "the hub has the shared plan (expected: the dedicated plan, which devices of other clouds need)");
        }
        if (hub.productPlan() == ProductPlan.SHARED && device.allowMultipleConnections()) {
            return Optional.of(
                    "the hub has the shared plan (expected: the dedicated plan, for several connections of a device)");
        }
        if (device.registration().isPresent()) {
            return device.registration().get().problem(settings);
        }
        Optional<String> ofCredential = problem(device.credential()).or(() -> device.certificate()
                .flatMap(each -> CertificateService.problem(each, settings, clock.instant()))
                .map(why -> "its certificate " + why));
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
                            new Registration(device.dialect(), each.parentId(), device.credential())),
                    device.enabled(),
                    device.certificate(),
                    now));
        }
        DeviceWords.add(entities, added);
        for (int i = 0; i < wanted.size(); i++) {
            Decided each = wanted.get(i);
            DeviceRow present = added.get(i);
            IncomingDevice device = each.device();
            if (device.credential().kind() != CredentialKind.CERTIFICATE) {
                DeviceIntake.credential(entities, each.id(), safe.seal(each.id(), device.credential()));
            }
            device.password().ifPresent(password -> {
                DevicePasswordRow.add(entities, each.id(), password.userName(), password.hash(), now);
                passwords.added();
            });
            device.twin().ifPresent(twin -> twin.add(entities, each.id(), now));
            device.registration().ifPresent(registration -> registration.add(entities, each.id(), now));
            device.certificate().ifPresent(certificate -> {
                DeviceIntake.certificate(entities, present, certificate);
                certificate.rareKey().ifPresent(kind -> events.fire(new RegistryChange.KeyExpected(hub.id(), kind)));
            });
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
