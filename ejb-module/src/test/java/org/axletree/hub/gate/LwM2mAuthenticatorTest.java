package org.axletree.hub.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.identity.ConnectionSecurity;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.database.TestDatabase;
import org.axletree.hub.registry.huawei.HuaweiAddress;
import org.axletree.hub.registry.huawei.HuaweiDevices;
import org.axletree.hub.registry.huawei.ObjectDevices;
import org.axletree.hub.registry.hub.Hub;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever is asked about with others is answered as whoever is asked about alone. */
class LwM2mAuthenticatorTest {
    private RegistryFixture registry;
    private ObjectDevices speakers;
    private LwM2mAuthenticator authenticator;

    private void open(TestDatabase database) {
        registry = new RegistryFixture(database.open());
        Hub hub = registry.hub("hub");
        HuaweiAddress address = new HuaweiAddress(hub.projectId(), Optional.empty());
        registry.huawei.create(address, HuaweiDevices.withSecret("n_1", "12345678", 0), MessageFilters.EVERYTHING);
        registry.huawei.create(address, HuaweiDevices.withSecret("n_2", "12345678", 0), MessageFilters.EVERYTHING);
        registry.huawei.create(address, HuaweiDevices.withFingerprint("n_3", ""), MessageFilters.EVERYTHING);
        speakers = new ObjectDevices(registry.huaweiDirectory);
        authenticator = new LwM2mAuthenticator(
                registry.huaweiDirectory,
                speakers,
                new HuaweiCertificates(registry.huaweiDirectory, registry.deviceAuthorityDirectory),
                Clock.systemUTC());
    }

    private static ConnectRequest request(ConnectionSecurity security, String endpoint, String identity) {
        return new ConnectRequest(1, security, List.of(), endpoint, identity, new byte[0], "LwM2M 1.1", "192.0.2.1:1");
    }

    @ParameterizedTest
    @EnumSource
    void several_areAnsweredAsEachAlone(TestDatabase database) {
        open(database);
        List<ConnectRequest> requests = List.of(
                request(ConnectionSecurity.PLAIN, "n_1", ""),
                request(ConnectionSecurity.PRESHARED_KEY, "n_2", "n_1"),
                request(ConnectionSecurity.PRESHARED_KEY, "n_2", "n_2"),
                request(ConnectionSecurity.PLAIN, "n_3", ""),
                request(ConnectionSecurity.PLAIN, "nobody", ""),
                request(ConnectionSecurity.PLAIN, "n_\0", ""),
                request(ConnectionSecurity.PLAIN, "n_1", ""),
                new ConnectRequest(
                        1, ConnectionSecurity.PLAIN, List.of(), "n_1", "", new byte[0], "MQTT 5", "192.0.2.1:1"));
        Authenticator prepared = authenticator.preparedFor(requests);

        for (ConnectRequest request : requests) {
            assertThat(told(prepared.authenticate(request))).isEqualTo(told(authenticator.authenticate(request)));
        }
        assertThat(told(prepared.authenticate(requests.get(4)))).isEqualTo(Reason.ENDPOINT_NAME_UNKNOWN.toString());
        assertThat(prepared.authenticate(requests.get(7))).isEqualTo(Authentication.NOTHING_SHOWN);
    }

    /** Without what is done later, which no two have in common. */
    private static String told(Authentication authentication) {
        if (authentication instanceof Authentication.Identified identified) {
            return identified.device() + " by " + identified.proof();
        }
        return authentication instanceof Authentication.Failed failed
                ? failed.reason().toString()
                : authentication.toString();
    }

    @Test
    void speaker_isRemembered_alsoOverARestart_untilItsDeviceOrItsHubIsGone() {
        open(TestDatabase.H2);
        String first = deviceId("p_n_1");
        speakers.add(first, "p_n_1");
        speakers.add(deviceId("p_n_2"), "p_n_2");
        ObjectDevices later = new ObjectDevices(registry.huaweiDirectory);
        later.load();
        assertThat(later.contains("p_n_1")).isTrue();
        assertThat(later.contains("p_n_3")).isFalse();

        later.forget(first);
        assertThat(later.contains("p_n_1")).isFalse();
        registry.devices.delete(RegistryFixture.REGION, deviceId("p_n_2"));
        later.forgetDeleted();
        assertThat(later.isEmpty()).isTrue();
        speakers.forgetDeleted();
        assertThat(speakers.contains("p_n_1")).isTrue();
        assertThat(speakers.contains("p_n_2")).isFalse();
    }

    private String deviceId(String huaweiId) {
        return registry.huaweiDirectory
                .login(huaweiId)
                .orElseThrow()
                .device()
                .identity()
                .deviceId();
    }
}
