package org.axletree.hub.registry.fleet;

import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.registry.credential.CredentialSafe;
import org.axletree.hub.registry.device.DeviceRow;
import org.axletree.hub.registry.huawei.IncomingRegistration;
import org.axletree.hub.registry.hub.HubRow;
import org.axletree.hub.settings.HubSettings;

/** Decides who of those that come is wanted, who is there already as it comes, and why the others cannot come. */
final class FleetPlanner {
    /** A device without credentials gets in by its id: nobody may guess one from another. */
    private static final SecureRandom RANDOM = new SecureRandom();

    private final HubSettings settings;
    private final CredentialSafe safe;
    private final Requirements requirements;

    FleetPlanner(HubSettings settings, CredentialSafe safe, Clock clock) {
        this.settings = settings;
        this.safe = safe;
        this.requirements = new Requirements(settings, clock);
    }

    /**
     * @param before what a trial would have made before; empty in earnest
     * @param proven see {@link RegisteredDevices#differences}
     */
    FleetPlan plan(
            EntityManager entities,
            HubRow hub,
            List<IncomingDevice> devices,
            Optional<Long> before,
            Optional<Set<String>> proven) {
        RegisteredDevices there = RegisteredDevices.of(entities, hub, devices);
        long room = settings.limit(HubLimit.DEVICES_PER_HUB) - hub.deviceCount() - before.orElse(0L);
        FleetPlan plan =
                new FleetPlan(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), room);
        FleetClashes clashes = new FleetClashes();
        for (IncomingDevice device : devices) {
            Optional<String> problem = requirements.problem(device, hub).or(() -> clashes.problem(device));
            DeviceRow present = there.devices().get(device.name());
            if (problem.isEmpty() && present != null) {
                problem = problemWithPresent(device, present, there, proven);
                if (problem.isEmpty()) {
                    noteUnchanged(plan, device, present, there, proven);
                    continue;
                }
            }
            problem =
                    problem.or(() -> there.problem(device, before.isPresent())).or(() -> problemWithRoom(plan));
            if (problem.isPresent()) {
                plan.skipped().add(new FleetReport.Skipped(device.line(), device.name(), problem.get()));
            } else {
                plan.wanted().add(wanted(device, there));
            }
        }
        return plan;
    }

    private Optional<String> problemWithPresent(
            IncomingDevice device, DeviceRow present, RegisteredDevices there, Optional<Set<String>> proven) {
        List<String> differences = there.differences(device, present, safe, proven);
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of("there already with another " + String.join(", ", differences)
                        + " (expected: the same, or a name that no device of the hub has; nothing of it was changed)");
    }

    private static void noteUnchanged(
            FleetPlan plan,
            IncomingDevice device,
            DeviceRow present,
            RegisteredDevices there,
            Optional<Set<String>> proven) {
        plan.unchanged().add(device.name());
        there.whyUncompared(device, present, proven.isPresent()).ifPresent(why -> plan.noted()
                .add(new FleetReport.Noted(
                        device.line(),
                        device.name(),
                        "is there already; whether its password is the same was not compared, as " + why)));
    }

    private Optional<String> problemWithRoom(FleetPlan plan) {
        return plan.wanted().size() < plan.room()
                ? Optional.empty()
                : Optional.of("the hub has no room for more devices (expected: at most "
                        + settings.limit(HubLimit.DEVICES_PER_HUB) + ", which AXLETREE_LIMIT_DEVICES_PER_HUB changes)");
    }

    private static FleetPlan.Wanted wanted(IncomingDevice device, RegisteredDevices there) {
        return new FleetPlan.Wanted(
                device,
                device.id().orElseGet(FleetPlanner::newId),
                device.registration().flatMap(IncomingRegistration::gatewayId).map(there.gateways()::get));
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
}
