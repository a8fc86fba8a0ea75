package org.axletree.hub.registry.fleet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.LockModeType;
import jakarta.persistence.OptimisticLockException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axletree.core.event.RegistryChange;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.RegistryLock;
import org.axletree.hub.registry.credential.CredentialSafe;
import org.axletree.hub.registry.hub.HubFinder;
import org.axletree.hub.registry.hub.HubRow;
import org.axletree.hub.registry.hub.ProductPlan;
import org.axletree.hub.registry.password.PasswordDirectory;
import org.axletree.hub.registry.password.ScramVerifiers;
import org.axletree.hub.settings.HubSettings;

/** Takes devices over from elsewhere. What is there already stays as it is, so that the same fleet may come again. */
@ApplicationScoped
public class FleetService {
    /** So many come in one transaction: a hub is locked meanwhile. */
    public static final int MOST_AT_ONCE = 1_000;

    private Registry registry;
    private ScramVerifiers scram;
    private FleetPlanner planner;
    private FleetRows rows;

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
        Clock clock = Clock.systemUTC();
        this.registry = registry;
        this.scram = scram;
        this.planner = new FleetPlanner(settings, safe, clock);
        this.rows = new FleetRows(safe, passwords, events, clock);
    }

    /**
     * Takes devices over.
     *
     * @param origin where they come from, for whoever asks later
     */
    public FleetReport take(String region, String hubId, Origin origin, List<IncomingDevice> devices) {
        Caller.requireChange("device"); // before any password is compared
        requireFew(devices);
        Set<String> proven = ProvenPasswords.of(registry, region, hubId, devices);
        Map<UserPassword, KeptPassword> kept = KeptPassword.of(devices, scram);
        return registry.change("device", "hub", hubId, entities -> {
                    Optional<HubRow> locked = lockedFirst(entities, region, hubId, devices);
                    HubRow hub = locked.orElseGet(() -> HubFinder.hub(entities, region, hubId));
                    FleetPlan plan = planner.plan(entities, hub, devices, Optional.empty(), Optional.of(proven));
                    if (!plan.wanted().isEmpty()) {
                        rows.insert(entities, hub, origin, plan.wanted(), kept);
                        if (locked.isEmpty()) {
                            lockLast(entities, hub, plan);
                        }
                        hub.addDevices(plan.wanted().size());
                    }
                    return plan;
                })
                .report();
    }

    /**
     * The hub, where nothing but a look at all others tells whether a device may come; the database tells of names and identifiers by
     * itself. Two devices of one project, in different hubs, shall not slip in at once either.
     */
    private static Optional<HubRow> lockedFirst(
            EntityManager entities, String region, String hubId, List<IncomingDevice> devices) {
        boolean certificates =
                devices.stream().anyMatch(each -> each.certificate().isPresent());
        boolean userNames = devices.stream().anyMatch(each -> each.password().isPresent());
        boolean registrations =
                devices.stream().anyMatch(each -> each.registration().isPresent());
        if (certificates) {
            RegistryLock.take(entities);
        }
        if (userNames) {
            RegistryLock.takeUserNames(entities);
        }
        return certificates || userNames || registrations
                ? Optional.of(HubFinder.lockedHub(entities, region, hubId))
                : Optional.empty();
    }

    /** Last of all where it can be, so that of two batches at once one waits only for the other's commit. */
    private static void lockLast(EntityManager entities, HubRow hub, FleetPlan plan) {
        ProductPlan planned = hub.productPlan();
        int counted = hub.deviceCount();
        try {
            entities.refresh(hub, LockModeType.PESSIMISTIC_WRITE);
        } catch (EntityNotFoundException deleted) {
            throw ProblemException.notFound("hub", hub.id());
        }
        if (hub.productPlan() != planned || hub.deviceCount() - counted > plan.roomLeft()) {
            throw new OptimisticLockException("the hub is another one now, or has no room any more");
        }
    }

    /**
     * Says what would come of taking devices over, and changes nothing: whoever only reads may ask. To them it does not say whether a
     * password is a device's, as nothing slows down who guesses here.
     *
     * @param before how many devices earlier parts of the same trial would have made, which take room as well
     */
    public FleetReport tryOut(String region, String hubId, List<IncomingDevice> devices, long before) {
        requireFew(devices);
        Optional<Set<String>> proven = Caller.current().mayChange("device")
                ? Optional.of(ProvenPasswords.of(registry, region, hubId, devices))
                : Optional.empty();
        return registry.rehearse(entities -> planner.plan(
                        entities, HubFinder.hub(entities, region, hubId), devices, Optional.of(before), proven))
                .report();
    }

    private static void requireFew(List<IncomingDevice> devices) {
        if (devices.size() > MOST_AT_ONCE) {
            throw ProblemException.invalid(
                    "devices", "constraint", devices.size() + " (expected: at most " + MOST_AT_ONCE + " at once)");
        }
    }
}
