package org.axletree.hub.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.authority.PasswordHash;
import org.axletree.hub.registry.database.TestDatabase;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.device.DevicePatch;
import org.axletree.hub.registry.device.DeviceQuery;
import org.axletree.hub.registry.fleet.IncomingDevice;
import org.axletree.hub.registry.fleet.IncomingUsers;
import org.axletree.hub.registry.fleet.Origin;
import org.axletree.hub.registry.fleet.UserPassword;
import org.axletree.hub.registry.hub.Hub;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for one change at a time holds for many at once. */
@ParameterizedClass
@EnumSource
class RegistryRaceTest {
    private static final String REGION = RegistryFixture.REGION;
    private static final int AT_ONCE = 8;
    private static final IncomingDevice ALICE = IncomingUsers.user(
            "alice", "", UserPassword.hashed("alice", PasswordHash.read("$emqx$plain$disable$$one")));

    @Parameter
    TestDatabase kind;

    private RegistryFixture registry;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(kind.open());
    }

    @Test
    void devicesOfOneName_madeAtOnce_areOne() throws Exception {
        Hub hub = registry.hub("h");

        List<Optional<Problem>> results = atOnce(i -> () -> registry.device(hub.id(), "d"));

        assertThat(results).filteredOn(Optional::isEmpty).hasSize(1);
        assertThat(results).filteredOn(Optional::isPresent).allSatisfy(problem -> assertThat(problem.get())
                .isInstanceOf(Problem.InvalidArguments.class));
    }

    @Test
    void limitOfDevices_holdsWhenTheyAreMadeAtOnce() throws Exception {
        registry.limits.put(HubLimit.DEVICES_PER_HUB, 3);
        Hub hub = registry.hub("h");

        List<Optional<Problem>> results = atOnce(i -> () -> registry.device(hub.id(), "d" + i));

        assertThat(results).filteredOn(Optional::isEmpty).hasSize(3);
        assertThat(registry.hubs.get(REGION, hub.id()).deviceCount()).isEqualTo(3);
    }

    @Test
    void limitOfHubs_holdsWhenTheyAreMadeAtOnce() throws Exception {
        registry.limits.put(HubLimit.HUBS_ON_DEDICATED_PLAN, 3);

        List<Optional<Problem>> results = atOnce(i -> () -> registry.hub("h" + i));

        assertThat(results).filteredOn(Optional::isEmpty).hasSize(3);
    }

    @Test
    void queue_claimedByHubsAtOnce_belongsToOne() throws Exception {
        List<Hub> hubs = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            hubs.add(registry.hub("h" + i));
        }

        List<Optional<Problem>> results =
                atOnce(i -> () -> registry.route(hubs.get(i).id(), "r", "#", "q"));

        assertThat(results).filteredOn(Optional::isEmpty).hasSize(1);
    }

    /** A login by a user name is compared with each that has it. */
    @Test
    void userName_takenByHubsOfAProjectAtOnce_isThatOfFour() throws Exception {
        List<Hub> hubs = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            hubs.add(registry.hub("h" + i));
        }
        AtomicInteger created = new AtomicInteger();

        List<Optional<Problem>> results = atOnce(i -> () -> created.addAndGet(registry.fleets
                .take(REGION, hubs.get(i).id(), Origin.of("csv"), List.of(ALICE))
                .created()
                .size()));

        assertThat(results).containsOnly(Optional.empty());
        assertThat(created).hasValue(4);
        assertThat(registry.passwords.named("alice")).hasSize(4);
    }

    @Test
    void changesOfOneDevice_madeAtOnce_areAllThere_orRefusedByName() throws Exception {
        Hub hub = registry.hub("h");
        Device device = registry.device(hub.id(), "d");
        List<DevicePatch> patches = List.of(
                new DevicePatch(
                        Optional.of("new"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                new DevicePatch(
                        Optional.empty(),
                        Optional.of(true),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                new DevicePatch(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(true),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));

        List<Optional<Problem>> results = atOnce(i -> () -> {
            registry.deviceDirectory.seen(Map.of(device.id(), Instant.ofEpochMilli(1_000L + i)));
            return i < patches.size() ? registry.devices.update(REGION, device.id(), patches.get(i)) : device;
        });

        assertThat(results).containsOnly(Optional.empty());
        Device changed = registry.devices.get(REGION, device.id());
        assertThat(changed.description()).isEqualTo("new");
        assertThat(changed.allowInsecure()).isTrue();
        assertThat(changed.allowMultipleConnections()).isTrue();
        assertThat(changed.lastActivityAt()).contains(Instant.ofEpochMilli(1_000L + AT_ONCE - 1));
    }

    @Test
    void hubDeleted_whileDevicesAreMade_leavesNone() throws Exception {
        Hub hub = registry.hub("h");

        List<Optional<Problem>> results = atOnce(i -> () -> {
            if (i == AT_ONCE / 2) {
                registry.hubs.delete(REGION, hub.id(), true);
            } else {
                registry.device(hub.id(), "d" + i);
            }
            return hub;
        });

        assertThat(results.get(AT_ONCE / 2)).isEmpty();
        assertThat(results).filteredOn(Optional::isPresent).allSatisfy(problem -> assertThat(problem)
                .contains(new Problem.NotFound("hub", hub.id())));
        DeviceQuery all =
                new DeviceQuery(REGION, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(registry.devices.list(all, RegistryFixture.ALL).items()).isEmpty();
    }

    /** Runs them together; an empty result is a success. Whatever is no {@link Problem} fails the test. */
    private static List<Optional<Problem>> atOnce(IntFunction<Callable<?>> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Callable<Object>> all = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                Callable<?> one = work.apply(i);
                all.add(one::call);
            }
            List<Optional<Problem>> results = new ArrayList<>();
            for (Future<Object> future : threads.invokeAll(all)) {
                results.add(result(future));
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Optional<Problem> result(Future<Object> future) throws Exception {
        try {
            future.get();
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProblemException problem) {
                return Optional.of(problem.problem());
            }
            throw e;
        }
    }
}
