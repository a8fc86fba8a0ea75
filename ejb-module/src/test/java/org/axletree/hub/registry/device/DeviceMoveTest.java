package org.axletree.hub.registry.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.axletree.core.event.RegistryChange;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.database.TestDatabase;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.hub.HubQuery;
import org.axletree.hub.registry.hub.ProductPlan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows B14 and B4 of scaleway.md, and how many devices a hub says it has. */
@ParameterizedClass
@EnumSource
class DeviceMoveTest {
    private static final String REGION = RegistryFixture.REGION;

    @Parameter
    TestDatabase kind;

    private RegistryFixture registry;
    private Hub from;
    private Hub to;
    private Device device;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(kind.open());
        from = registry.hub("from");
        to = registry.hub("to");
        device = registry.device(from.id(), "d");
        registry.events.clear();
    }

    @Test
    void movedDevice_isTheSame_inTheOtherHub() {
        Device moved = move(device, to.id());

        assertThat(moved.hubId()).isEqualTo(to.id());
        assertThat(moved.id()).isEqualTo(device.id());
        assertThat(registry.devices.get(REGION, device.id())).isEqualTo(moved);
        assertThat(registry.deviceDirectory.deviceByName(to.id(), "d")).isPresent();
        assertThat(registry.deviceDirectory.deviceByName(from.id(), "d")).isEmpty();
        assertThat(registry.events)
                .containsExactly(new RegistryChange.DeviceRevoked(from.id(), device.id(), Reason.DEVICE_MOVED));
        assertCounts(0, 1);
    }

    @Test
    void moveToItsOwnHub_closesNothing() {
        assertThat(move(device, from.id()).hubId()).isEqualTo(from.id());
        assertThat(registry.events).isEmpty();
        assertCounts(1, 0);
    }

    @Test
    void move_isRefused_whereTheHubHasNoPlaceForIt() {
        Device second = registry.device(from.id(), "second");
        registry.device(to.id(), "d");

        assertRefused(() -> move(device, to.id()), Problem.InvalidArguments.class);
        assertRefused(() -> move(second, "nowhere"), Problem.NotFound.class);
        registry.limits.put(HubLimit.DEVICES_PER_HUB, 1);
        assertRefused(() -> move(second, to.id()), Problem.QuotaExceeded.class);
        assertThat(registry.events).isEmpty();
        assertCounts(2, 1);
    }

    @Test
    void deviceOfSeveralConnections_movesToNoSharedHub() {
        Hub shared = registry.hub("shared", ProductPlan.SHARED);
        Device several = registry.devices
                .create(new NewDevice(REGION, from.id(), "several", "", false, true, MessageFilters.EVERYTHING))
                .device();

        assertRefused(() -> move(several, shared.id()), Problem.InvalidArguments.class);

        DevicePatch single = new DevicePatch(
                Optional.empty(),
                Optional.empty(),
                Optional.of(false),
                Optional.empty(),
                Optional.empty(),
                Optional.of(shared.id()));
        assertThat(registry.devices.update(REGION, several.id(), single).hubId())
                .isEqualTo(shared.id());
    }

    @Test
    void severalDevices_areDeletedTogether_orNotAtAll() {
        Device second = registry.device(to.id(), "second");

        assertRefused(
                () -> registry.devices.delete(REGION, Set.of(device.id(), "nobody", second.id())),
                Problem.NotFound.class);
        assertCounts(1, 1);
        assertThat(registry.devices.get(REGION, device.id())).isEqualTo(device);

        registry.devices.delete(REGION, Set.of(device.id(), second.id()));
        assertCounts(0, 0);
        assertThat(registry.events)
                .contains(
                        new RegistryChange.DeviceRevoked(from.id(), device.id(), Reason.DEVICE_DELETED),
                        new RegistryChange.DeviceRevoked(to.id(), second.id(), Reason.DEVICE_DELETED));
        assertRefused(() -> registry.devices.delete(REGION, Set.of()), Problem.InvalidArguments.class);
    }

    @Test
    void severalHubs_areDeletedTogether_orNotAtAll() {
        Set<String> both = Set.of(from.id(), to.id());

        assertRefused(() -> registry.hubs.delete(REGION, both, false), Problem.PreconditionFailed.class);
        assertRefused(() -> registry.hubs.delete(REGION, Set.of(to.id(), "nothing"), true), Problem.NotFound.class);
        assertRefused(() -> registry.hubs.delete(REGION, Set.of(), true), Problem.InvalidArguments.class);
        assertCounts(1, 0);

        registry.hubs.delete(REGION, both, true);
        assertRefused(() -> registry.hubs.get(REGION, from.id()), Problem.NotFound.class);
        assertRefused(() -> registry.hubs.get(REGION, to.id()), Problem.NotFound.class);
        assertThat(registry.events)
                .contains(
                        new RegistryChange.HubRevoked(from.id(), Reason.HUB_DELETED),
                        new RegistryChange.HubRevoked(to.id(), Reason.HUB_DELETED));
    }

    @Test
    void counts_followWhateverHappens() {
        for (int i = 0; i < 5; i++) {
            registry.device(from.id(), "n" + i);
        }
        assertThatThrownBy(() -> registry.device(from.id(), "n0")).isInstanceOf(ProblemException.class);
        registry.devices.delete(REGION, device.id());
        assertCounts(5, 0);
        registry.hubs.delete(REGION, from.id(), true);

        assertThat(registry.hubs
                        .list(
                                new HubQuery(REGION, Optional.empty(), Optional.empty(), Optional.empty()),
                                RegistryFixture.ALL)
                        .items())
                .extracting(Hub::deviceCount)
                .isEqualTo(List.of(0));
    }

    private Device move(Device moved, String hubId) {
        return registry.devices.update(REGION, moved.id(), DevicePatch.toHub(hubId));
    }

    private void assertCounts(int ofFrom, int ofTo) {
        assertCount(from, ofFrom);
        assertCount(to, ofTo);
    }

    /** What the hub says, and what a list that must count finds. */
    private void assertCount(Hub hub, int devices) {
        assertThat(registry.hubs.get(REGION, hub.id()).deviceCount()).isEqualTo(devices);
        DeviceQuery counted =
                new DeviceQuery(REGION, Optional.of(hub.id()), Optional.empty(), Optional.empty(), Optional.of(true));
        assertThat(registry.devices.list(counted, RegistryFixture.ALL).totalCount())
                .isEqualTo(devices);
    }

    private static void assertRefused(ThrowingCallable call, Class<? extends Problem> problem) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(refused.problem())
                .isInstanceOf(problem));
    }
}
