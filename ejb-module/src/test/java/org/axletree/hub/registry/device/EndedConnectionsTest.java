package org.axletree.hub.registry.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.axletree.hub.authority.TestAuthorities;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.database.TestDatabase;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.hub.HubPatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The answer to a change that ends connections tells of none: they end when it is committed, before the answer. */
class EndedConnectionsTest {
    private static final String REGION = RegistryFixture.REGION;

    private RegistryFixture registry;
    private Hub hub;
    private Device pump;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(TestDatabase.H2.open());
        hub = registry.hub("hub");
        pump = registry.device(hub.id(), "pump");
        registry.connected.add(pump.id());
        registry.afterCommit = registry.connected::clear;
    }

    @Test
    void hub_thatIsDisabledOrMoved_hasNoDeviceConnected() {
        assertThat(registry.hubs.get(REGION, hub.id()).connectedDeviceCount()).isEqualTo(1);

        assertThat(registry.hubs.disable(REGION, hub.id()).connectedDeviceCount())
                .isZero();
        registry.connected.add(pump.id());
        assertThat(registry.hubs
                        .update(REGION, hub.id(), movedTo("other.example"))
                        .connectedDeviceCount())
                .isZero();
    }

    @Test
    void device_thatIsDisabledOrMoved_isNotConnected() {
        assertThat(registry.devices.get(REGION, pump.id()).connected()).isTrue();

        assertThat(registry.devices.disable(REGION, pump.id()).connected()).isFalse();
        registry.connected.add(pump.id());
        assertThat(registry.devices
                        .update(REGION, pump.id(), toHub(registry.hub("other").id()))
                        .connected())
                .isFalse();
    }

    @Test
    void device_ofAnotherCertificate_isNotConnected() {
        String own = TestAuthorities.quick("another").certificatePem();

        assertThat(registry.certificates
                        .replace(REGION, pump.id(), own)
                        .device()
                        .connected())
                .isFalse();
        registry.connected.add(pump.id());
        assertThat(registry.certificates.renew(REGION, pump.id()).device().connected())
                .isFalse();
    }

    private static HubPatch movedTo(String server) {
        return new HubPatch(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(server));
    }

    private static DevicePatch toHub(String hubId) {
        return new DevicePatch(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(hubId));
    }
}
