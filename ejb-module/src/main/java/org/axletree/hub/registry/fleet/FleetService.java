package org.axletree.hub.registry.fleet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.axletree.core.event.RegistryChange;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.scram.ScramVerifier;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.RegistryLock;
import org.axletree.hub.registry.StoredText;
import org.axletree.hub.registry.credential.CredentialKind;
import org.axletree.hub.registry.credential.CredentialSafe;
import org.axletree.hub.registry.device.DeviceIntake;
import org.axletree.hub.registry.device.DeviceRow;
import org.axletree.hub.registry.device.DeviceWords;
import org.axletree.hub.registry.device.NewDevice;
import org.axletree.hub.registry.device.Registration;
import org.axletree.hub.registry.huawei.IncomingRegistration;
import org.axletree.hub.registry.hub.HubFinder;
import org.axletree.hub.registry.hub.HubRow;
import org.axletree.hub.registry.password.DevicePassword;
import org.axletree.hub.registry.password.PasswordDirectory;
import org.axletree.hub.registry.password.ScramVerifiers;
import org.axletree.hub.settings.HubSettings;

/** Takes devices over from elsewhere. What is there already stays as it is, so that the same fleet may come again. */
@ApplicationScoped
public class FleetService {
    /** So many come in one transaction: a hub is locked meanwhile. */
    public static final int MOST_AT_ONCE = 1_000;

    /** A device without credentials gets in by its id: nobody may guess one from another. */
    private static final SecureRandom RANDOM = new SecureRandom();

    private Registry registry;
    private HubSettings settings;
    private CredentialSafe safe;
    private PasswordDirectory passwords;
    private ScramVerifiers scram;
    private Event<RegistryChange> events;
    private Requirements requirements;
    private final Clock clock = Clock.systemUTC();

    /** For the container. */
    protected FleetService() {}

    @Inject
    public FleetService(
            Registry registry,
            HubSettings settings,
            CredentialSafe safe,
            PasswordDirectory passwords,
            ScramVerifiers scram,
            Event<RegistryChange> events) {
        this.registry = registry;
        this.settings = settings;
        this.safe = safe;
        this.passwords = passwords;
        this.scram = scram;
        this.events = events;
        this.requirements = new Requirements(settings, clock);
    }

    /** What is to be done with a device, before anything is. */
    private record Decided(IncomingDevice device, String id, Optional<String> parentId) {}

    /** The same decisions, whether they are carried out or only told. */
    private record Plan(
            List<Decided> wanted,
            List<String> unchanged,
            List<FleetReport.Skipped> skipped,
            List<FleetReport.Noted> noted) {

        FleetReport report() {
            return new FleetReport(
                    wanted.stream()
                            .map(each -> new FleetReport.Taken(
                                    each.id(), each.device().name()))
                            .toList(),
                    unchanged,
                    skipped,
                    noted);
        }
    }

    /**
     * Takes devices over.
     *
     * @param source where they come from, for whoever asks later
     */
    public FleetReport take(String region, String hubId, String source, List<IncomingDevice> devices) {
        requireFew(devices);
        Set<String> proven = proven(region, hubId, devices);
        Map<UserPassword, ScramVerifier> verifiers = verifiers(devices);
        return registry.change("device", hubId, entities -> {
                    if (devices.stream().anyMatch(each -> each.certificate().isPresent())) {
                        RegistryLock.take(entities); // two devices of one project shall not slip in at once
                    }
                    HubRow hub = HubFinder.lockedHub(entities, region, hubId);
                    Plan plan = plan(entities, hub, devices, Optional.empty(), proven);
                    carryOut(entities, hub, region, source, plan.wanted(), verifiers);
                    return plan;
                })
                .report();
    }

    /** Made before the transaction, which is not to wait for them. */
    private Map<UserPassword, ScramVerifier> verifiers(List<IncomingDevice> devices) {
        Map<UserPassword, ScramVerifier> made = new IdentityHashMap<>();
        devices.stream().flatMap(device -> device.password().stream()).forEach(password -> password.plain()
                .flatMap(plain -> scram.of(password.userName(), plain))
                .ifPresent(verifier -> made.put(password, verifier)));
        return made;
    }

    /**
     * Says what would come of taking devices over, and changes nothing.
     *
     * @param before how many devices earlier parts of the same trial would have made, which take room as well
     */
    public FleetReport tryOut(String region, String hubId, List<IncomingDevice> devices, long before) {
        requireFew(devices);
        Set<String> proven = proven(region, hubId, devices);
        // In a transaction that changes nothing: what decides is the same.
        return registry.change(
                        "device",
                        hubId,
                        entities -> plan(
                                entities, HubFinder.hub(entities, region, hubId), devices, Optional.of(before), proven))
                .report();
    }

    private static void requireFew(List<IncomingDevice> devices) {
        if (devices.size() > MOST_AT_ONCE) {
            throw ProblemException.invalid(
                    "devices", "constraint", devices.size() + " (expected: at most " + MOST_AT_ONCE + " at once)");
        }
    }

    /**
     * Who is there already and has the clear password that it comes with. Compared before the hub is locked, once for each that comes
     * with one, and with what costs no more than hashing it did.
     */
    private Set<String> proven(String region, String hubId, List<IncomingDevice> devices) {
        List<IncomingDevice> clear = devices.stream()
                .filter(each ->
                        each.password().flatMap(UserPassword::plain).isPresent() && StoredText.isPossible(each.name()))
                .toList();
        if (clear.isEmpty()) {
            return Set.of();
        }
        Map<String, DevicePassword> known = registry.read(entities -> DevicePassword.byDevice(
                entities,
                HubFinder.hub(entities, region, hubId).id(),
                clear.stream()
                        .flatMap(each -> each.password().stream())
                        .map(UserPassword::userName)
                        .filter(StoredText::isPossible)
                        .distinct()
                        .toList()));
        return clear.stream()
                .flatMap(each ->
                        Optional.ofNullable(known.get(each.name()))
                                .filter(there -> isThePasswordOf(there, each))
                                .stream())
                .map(DevicePassword::deviceId)
                .collect(Collectors.toSet());
    }

    private static boolean isThePasswordOf(DevicePassword there, IncomingDevice clear) {
        byte[] plain = clear.password().flatMap(UserPassword::plain).orElseThrow();
        return there.hash().costsAsOwn() && there.hash().matches(plain);
    }

    /**
     * @param before what a trial would have made before; empty in earnest
     * @param proven see {@link RegisteredDevices#differences}
     */
    private Plan plan(
            EntityManager entities,
            HubRow hub,
            List<IncomingDevice> devices,
            Optional<Long> before,
            Set<String> proven) {
        RegisteredDevices there = RegisteredDevices.of(entities, hub, devices);
        long room = settings.limit(HubLimit.DEVICES_PER_HUB) - hub.deviceCount() - before.orElse(0L);
        Plan plan = new Plan(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Set<String> seen = new HashSet<>();
        for (IncomingDevice device : devices) {
            Optional<String> problem = requirements.problem(device, hub);
            if (problem.isEmpty() && !seen.add(device.name())) {
                problem = Optional.of("the name is there twice (expected: once)");
            }
            DeviceRow present = there.devices().get(device.name());
            if (problem.isEmpty() && present != null) {
                List<String> differences = there.differences(device, present, safe, proven);
                if (differences.isEmpty()) {
                    plan.unchanged().add(device.name());
                    if (there.isUncompared(device, present)) {
                        plan.noted()
                                .add(new FleetReport.Noted(
                                        device.line(),
                                        device.name(),
                                        "is there already; whether its password is the same was not compared, as the"
                                                + " hub keeps another hash of it"));
                    }
                    continue;
                }
                problem = Optional.of("there already with another " + String.join(", ", differences)
                        + " (expected: the same, or a name that no device of the hub has; nothing of it was changed)");
            }
            if (problem.isEmpty()) {
                problem = there.problem(device, before.isPresent());
            }
            if (problem.isEmpty() && plan.wanted().size() >= room) {
                problem = Optional.of("the hub has no room for more devices (expected: at most "
                        + settings.limit(HubLimit.DEVICES_PER_HUB) + ", which AXLETREE_LIMIT_DEVICES_PER_HUB changes)");
            }
            if (problem.isPresent()) {
                plan.skipped().add(new FleetReport.Skipped(device.line(), device.name(), problem.get()));
            } else {
                device.id().ifPresent(there.ids()::add);
                there.userNames().add(device);
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

    /**
     * In the order of time (RFC 9562, version 7): the database then adds at the end of its indexes, where random identifiers of
     * many devices would have it read half of them.
     */
    private static String newId() {
        long time = System.currentTimeMillis();
        long fine = (System.nanoTime() / 250) & 0xFFF;
        long random = RANDOM.nextLong();
        return new UUID(time << 16 | 0x7000 | fine, random >>> 2 | 0x8000000000000000L).toString();
    }

    private void carryOut(
            EntityManager entities,
            HubRow hub,
            String region,
            String source,
            List<Decided> wanted,
            Map<UserPassword, ScramVerifier> verifiers) {
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
            device.password()
                    .ifPresent(password -> passwords.add(
                            entities,
                            each.id(),
                            password.userName(),
                            password.hash(),
                            Optional.ofNullable(verifiers.get(password)),
                            now));
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
}
