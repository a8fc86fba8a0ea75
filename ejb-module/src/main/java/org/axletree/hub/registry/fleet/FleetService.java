package org.axletree.hub.registry.fleet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.LockModeType;
import jakarta.persistence.OptimisticLockException;
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
import org.axletree.hub.authority.PasswordHash;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.NewRows;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.RegistryLock;
import org.axletree.hub.registry.StoredText;
import org.axletree.hub.registry.credential.CredentialKind;
import org.axletree.hub.registry.credential.CredentialSafe;
import org.axletree.hub.registry.database.ChangedPages;
import org.axletree.hub.registry.device.DeviceIntake;
import org.axletree.hub.registry.device.DeviceRow;
import org.axletree.hub.registry.device.DeviceWords;
import org.axletree.hub.registry.device.NewDevice;
import org.axletree.hub.registry.device.Registration;
import org.axletree.hub.registry.huawei.IncomingRegistration;
import org.axletree.hub.registry.hub.HubFinder;
import org.axletree.hub.registry.hub.HubRow;
import org.axletree.hub.registry.hub.ProductPlan;
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
            List<FleetReport.Noted> noted,
            long room) {

        FleetReport report() {
            return new FleetReport(
                    wanted.stream()
                            .map(each -> new FleetReport.Taken(
                                    each.id(), each.device().name()))
                            .toList(),
                    unchanged,
                    skipped,
                    noted,
                    Math.max(0, room - wanted.size()));
        }
    }

    /**
     * Takes devices over.
     *
     * @param origin where they come from, for whoever asks later
     */
    public FleetReport take(String region, String hubId, Origin origin, List<IncomingDevice> devices) {
        Caller.requireChange("device"); // before any password is compared
        requireFew(devices);
        Set<String> proven = proven(region, hubId, devices);
        Map<UserPassword, Kept> kept = kept(devices);
        return registry.change("device", hubId, entities -> {
                    if (devices.stream().anyMatch(each -> each.certificate().isPresent())) {
                        RegistryLock.take(entities); // two devices of one project shall not slip in at once
                    }
                    boolean alone = devices.stream().anyMatch(FleetService::dependsOnOthers);
                    HubRow hub = alone
                            ? HubFinder.lockedHub(entities, region, hubId)
                            : HubFinder.hub(entities, region, hubId);
                    Plan plan = plan(entities, hub, devices, Optional.empty(), Optional.of(proven));
                    if (!plan.wanted().isEmpty()) {
                        carryOut(entities, hub, region, origin, plan.wanted(), kept);
                        count(entities, hub, alone, plan);
                    }
                    return plan;
                })
                .report();
    }

    /** Whether nothing but a look at all others tells whether it may come: the database tells of names and identifiers by itself. */
    private static boolean dependsOnOthers(IncomingDevice device) {
        return device.password().isPresent()
                || device.certificate().isPresent()
                || device.registration().isPresent();
    }

    /** Last of all where it can be, so that of two batches at once one waits only for the other's commit. */
    private static void count(EntityManager entities, HubRow hub, boolean locked, Plan plan) {
        if (!locked) {
            ProductPlan planned = hub.productPlan();
            int counted = hub.deviceCount();
            try {
                entities.refresh(hub, LockModeType.PESSIMISTIC_WRITE);
            } catch (EntityNotFoundException deleted) {
                throw ProblemException.notFound("hub", hub.id());
            }
            if (hub.productPlan() != planned
                    || hub.deviceCount() - counted > plan.room() - plan.wanted().size()) {
                throw new OptimisticLockException("the hub is another one now, or has no room any more");
            }
        }
        hub.addDevices(plan.wanted().size());
    }

    /** What is kept of a password. */
    private record Kept(PasswordHash hash, Optional<ScramVerifier> verifier) {}

    /** Made before the transaction, which is not to wait for them, and for no trial, which keeps none. */
    private Map<UserPassword, Kept> kept(List<IncomingDevice> devices) {
        Map<UserPassword, Kept> kept = new IdentityHashMap<>();
        devices.stream()
                .flatMap(device -> device.password().stream())
                .forEach(password -> kept.put(
                        password,
                        new Kept(
                                password.toHash(),
                                password.plain()
                                        .filter(plain -> plain.length > 0)
                                        .map(plain -> scram.of(password.userName(), plain)))));
        return kept;
    }

    /**
     * Says what would come of taking devices over, and changes nothing: whoever only reads may ask. To them it does not say whether a
     * password is a device's, as nothing slows down who guesses here.
     *
     * @param before how many devices earlier parts of the same trial would have made, which take room as well
     */
    public FleetReport tryOut(String region, String hubId, List<IncomingDevice> devices, long before) {
        requireFew(devices);
        Optional<Set<String>> proven =
                Caller.current().mayChange("device") ? Optional.of(proven(region, hubId, devices)) : Optional.empty();
        return registry.rehearse(entities ->
                        plan(entities, HubFinder.hub(entities, region, hubId), devices, Optional.of(before), proven))
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
        return there.hash().isOwn() && there.hash().matches(plain);
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
            Optional<Set<String>> proven) {
        RegisteredDevices there = RegisteredDevices.of(entities, hub, devices);
        long room = settings.limit(HubLimit.DEVICES_PER_HUB) - hub.deviceCount() - before.orElse(0L);
        Plan plan = new Plan(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), room);
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
                    there.whyUncompared(device, present, proven.isPresent()).ifPresent(why -> plan.noted()
                            .add(new FleetReport.Noted(
                                    device.line(),
                                    device.name(),
                                    "is there already; whether its password is the same was not compared, as " + why)));
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
            Origin origin,
            List<Decided> wanted,
            Map<UserPassword, Kept> kept) {
        ChangedPages.keepInMemory();
        long now = clock.millis();
        NewRows rows = new NewRows();
        List<DeviceRow> all = new ArrayList<>();
        for (Decided each : wanted) {
            IncomingDevice device = each.device();
            DeviceRow added = DeviceIntake.add(
                    rows,
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
                    origin.source(),
                    now);
            all.add(added);
            if (device.credential().kind() != CredentialKind.CERTIFICATE) {
                DeviceIntake.credential(rows, each.id(), safe.seal(each.id(), device.credential()));
            }
            device.password()
                    .ifPresent(password -> passwords.add(
                            rows::add,
                            each.id(),
                            password.userName(),
                            kept.get(password).hash(),
                            kept.get(password).verifier(),
                            now));
            device.twin().ifPresent(twin -> twin.add(rows, each.id(), now));
            device.registration().ifPresent(registration -> registration.add(rows, each.id(), now));
            device.certificate().ifPresent(certificate -> {
                DeviceIntake.certificate(rows, added, certificate);
                certificate.rareKey().ifPresent(kind -> events.fire(new RegistryChange.KeyExpected(hub.id(), kind)));
            });
        }
        rows.insert(entities);
        DeviceWords.add(entities, all);
        origin.deed(hub.id(), wanted.stream().map(each -> each.device().name()).toList())
                .noteWithChange();
    }
}
