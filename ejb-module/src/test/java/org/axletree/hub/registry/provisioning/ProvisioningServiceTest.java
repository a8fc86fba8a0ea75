package org.axletree.hub.registry.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.axletree.hub.registry.RegistryFixture.ALL;
import static org.axletree.hub.registry.RegistryFixture.REGION;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.authority.OwnerPki;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.database.TestDatabase;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.device.DeviceQuery;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.hub.HubPatch;
import org.axletree.hub.registry.provisioning.ProvisioningService.NotTaken;
import org.axletree.hub.registry.provisioning.ProvisioningService.Outcome;
import org.axletree.hub.registry.provisioning.ProvisioningService.Taken;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** scaleway.md D10 to D12. */
final class ProvisioningServiceTest {
    private RegistryFixture registry;
    private OwnerPki pki;
    private Hub hub;

    @BeforeEach
    void pki(@TempDir Path directory) {
        pki = new OwnerPki(directory);
    }

    private void open(TestDatabase kind) throws Exception {
        registry = new RegistryFixture(kind.open());
        hub = registry.hub("h");
        registry.hubs.disable(REGION, hub.id());
        registry.authorityOf.bring(REGION, hub.id(), pki.root("ca"), pki.leaf("proof", "/CN=" + hub.id(), "ca", ""));
        registry.hubs.enable(REGION, hub.id());
        takeNewcomers(true);
    }

    @ParameterizedTest
    @EnumSource
    void d11_newcomer_becomesADevice_asTheTableSays(TestDatabase kind) throws Exception {
        open(kind);

        Taken taken = (Taken) registry.provisioning.take(hub.id(), "Wärmepumpe 7", "192.0.2.7:4711");

        Device device = registry.devices.get(REGION, taken.device().identity().deviceId());
        assertThat(taken.created()).isTrue();
        assertThat(device.name()).isEqualTo("Wärmepumpe 7");
        assertThat(device.description()).isEqualTo("Auto-provisioned from 192.0.2.7");
        assertThat(device.messageFilters()).isEqualTo(MessageFilters.EVERYTHING);
        assertThat(device.allowInsecure()).isFalse();
        assertThat(device.allowMultipleConnections()).isFalse();
        assertThat(device.enabled()).isTrue();
        assertThat(registry.audit
                        .newestFirst(Optional.of(device.id()), Optional.empty(), RegistryFixture.ALL)
                        .items())
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.action()).isEqualTo("created");
                    assertThat(entry.who()).isEqualTo("hub");
                });
    }

    @ParameterizedTest
    @EnumSource
    void newcomerOfSeveralConnectionsAtOnce_becomesOneDevice(TestDatabase kind) throws Exception {
        open(kind);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Outcome> arrival = () -> registry.provisioning.take(hub.id(), "pump", "192.0.2.7:1");
            List<Future<Outcome>> outcomes =
                    threads.invokeAll(Stream.generate(() -> arrival).limit(8).toList());

            long created = 0;
            for (Future<Outcome> outcome : outcomes) {
                created += ((Taken) outcome.get()).created() ? 1 : 0;
            }
            assertThat(created).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
        DeviceQuery everybody =
                new DeviceQuery(REGION, Optional.of(hub.id()), Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(registry.devices.list(everybody, ALL).totalCount()).isEqualTo(1);
    }

    @Test
    void newcomer_beyondTheDevicesOfAHub_isNotTaken() throws Exception {
        open(TestDatabase.H2);
        registry.limits.put(HubLimit.DEVICES_PER_HUB, 1);
        registry.provisioning.take(hub.id(), "one", "192.0.2.7:1");

        assertThat(registry.provisioning.take(hub.id(), "two", "192.0.2.7:1"))
                .isEqualTo(new NotTaken(Reason.QUOTA_EXCEEDED, "quota of devices exceeded: 1 of 1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {" pump", "line\nbreak"})
    void newcomer_whoseNameIsNone_isNotTaken(String name) throws Exception {
        open(TestDatabase.H2);

        assertThat(registry.provisioning.take(hub.id(), name, "192.0.2.7:1"))
                .isInstanceOfSatisfying(NotTaken.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(Reason.DEVICE_NOT_PROVISIONED);
                    assertThat(refused.detail()).startsWith("name: ");
                });
    }

    @Test
    void newcomer_whereTheOwnerWantsNone_isNotTaken() throws Exception {
        open(TestDatabase.H2);
        takeNewcomers(false);

        assertThat(registry.provisioning.take(hub.id(), "pump", "192.0.2.7:1"))
                .isEqualTo(new NotTaken(Reason.UNIDENTIFIED, ""));

        takeNewcomers(true);
        registry.hubs.disable(REGION, hub.id());
        assertThat(registry.provisioning.take(hub.id(), "pump", "192.0.2.7:1"))
                .isEqualTo(new NotTaken(Reason.HUB_DISABLED, ""));
        assertThat(registry.provisioning.take("gone", "pump", "192.0.2.7:1"))
                .isEqualTo(new NotTaken(Reason.UNIDENTIFIED, ""));
    }

    /** MQTT 5 section 4.11: it is to be created there. */
    @Test
    void newcomer_ofAHubThatHasMoved_isSentThere() throws Exception {
        open(TestDatabase.H2);
        update(Optional.of(true), Optional.of("hub.example.org"));

        assertThat(registry.provisioning.take(hub.id(), "pump", "192.0.2.7:1"))
                .isEqualTo(new NotTaken(Reason.HUB_MOVED, "", "hub.example.org"));
    }

    private void takeNewcomers(boolean wanted) {
        update(Optional.of(wanted), Optional.empty());
    }

    private void update(Optional<Boolean> takeNewcomers, Optional<String> movedTo) {
        registry.hubs.update(
                REGION,
                hub.id(),
                new HubPatch(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        takeNewcomers,
                        movedTo));
    }
}
