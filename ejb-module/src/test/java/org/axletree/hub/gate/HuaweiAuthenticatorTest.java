package org.axletree.hub.gate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.identity.ConnectionSecurity;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.database.TestDatabase;
import org.axletree.hub.registry.huawei.CredentialSlot;
import org.axletree.hub.registry.huawei.HuaweiAddress;
import org.axletree.hub.registry.huawei.HuaweiDevices;
import org.axletree.hub.registry.hub.Hub;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Row N8 of docs/reference/dialects/huawei.md: the right credentials, and each with one thing wrong. */
class HuaweiAuthenticatorTest {
    /** The vector of Huawei's documents: secret 12345678, hour 2025041401. */
    private static final String PASSWORD = "c75150e6cb841417396819e4d2ee4358a416344a03a083e3a8567074ddec820a";

    private RegistryFixture registry;
    private HuaweiAddress address;
    private List<Authenticator> authenticators;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(TestDatabase.H2.open());
        Hub hub = registry.hub("hub");
        address = new HuaweiAddress(hub.projectId(), Optional.empty());
        registry.huawei.create(address, HuaweiDevices.withSecret("n_1", "12345678", 0), MessageFilters.EVERYTHING);
        at(Instant.parse("2025-04-14T01:30:00Z"));
    }

    private void at(Instant now) {
        authenticators = List.of(
                new HuaweiAuthenticator(
                        registry.huaweiDirectory,
                        registry.safe,
                        new HuaweiCertificates(registry.huaweiDirectory, registry.deviceAuthorityDirectory),
                        Clock.fixed(now, ZoneOffset.UTC)),
                new HuaweiStrangers(registry.huaweiDirectory));
    }

    @Test
    void password_ofTheDocuments_isTaken_andTheDeviceIsActiveOnceItIsIn() {
        Authentication answer = answer("p_n_1_0_0_2025041401", "p_n_1", PASSWORD);

        assertThat(answer).isInstanceOfSatisfying(Authentication.Identified.class, identified -> {
            assertThat(identified.device().identity().deviceName()).isEqualTo("p_n_1");
            assertThat(identified.proof()).isEqualTo(Authentication.Proof.SECRET);
            assertThat(registry.huaweiDirectory.login("p_n_1").orElseThrow().activated())
                    .isFalse();
            assertThat(identified.arrival().note()).isEmpty();
        });
        assertThat(registry.huaweiDirectory.login("p_n_1").orElseThrow().activated())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // client id, user name, password, reason, what the client is told
        "p_n_1_0_0_2025041401, p_n_1, wrong, PASSWORD_WRONG, 4",
        "p_n_1_0_0_2025041401, p_n_1, '', PASSWORD_WRONG, 4",
        "p_n_1_0_0_2025041402, p_n_1, " + PASSWORD + ", PASSWORD_WRONG, 4",
        "p_n_2_0_0_2025041401, p_n_2, " + PASSWORD + ", DEVICE_UNKNOWN, 4",
        "p_n_1_0_0_2025041401, p_n_2, " + PASSWORD + ", CLIENT_ID_WRONG, 4",
        "p_n_1_0_0_2025041401, '', " + PASSWORD + ", CLIENT_ID_WRONG, 4",
        "p_n_1, p_n_1, " + PASSWORD + ", CLIENT_ID_FORM_WRONG, 2",
        "p_n_1_0_0_20250414, p_n_1, " + PASSWORD + ", CLIENT_ID_FORM_WRONG, 2",
        "p_n_1_2_0_2025041401, p_n_1, " + PASSWORD + ", CLIENT_ID_FORM_WRONG, 2",
        "p_n_1_3_0_2025041401, p_n_1, " + PASSWORD + ", CLIENT_ID_FORM_WRONG, 2",
        "p_n_1_0_2_2025041401, p_n_1, " + PASSWORD + ", CLIENT_ID_FORM_WRONG, 2"
    })
    void oneThingWrong_isRefused(String clientId, String userName, String password, Reason reason, int code) {
        assertThat(answer(clientId, userName, password)).isInstanceOfSatisfying(Authentication.Failed.class, failed -> {
            assertThat(failed.reason()).isEqualTo(reason);
            assertThat(failed.told().connackCode()).isEqualTo(code);
            assertThat(failed.detail()).doesNotContain("12345678", PASSWORD);
        });
        assertThat(registry.huaweiDirectory.login("p_n_1").orElseThrow().activated())
                .isFalse();
    }

    /** Who guesses for a device that is not there is told from others by its name alone, not by the stamp of its choice. */
    @Test
    void stranger_claimsTheSameDevice_whateverItsStamp() {
        HuaweiStrangers strangers = new HuaweiStrangers(registry.huaweiDirectory);

        assertThat(strangers.claimed(request("p_n_2_0_0_2025041401", "p_n_2", "wrong")))
                .isEqualTo("p_n_2")
                .isEqualTo(strangers.claimed(request("p_n_2_0_1_2025041402", "", "")));
        assertThat(strangers.claimed(request("thermometer", "me", "wrong"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2025-04-13T23:59:59Z, hours ahead of",
        "2025-04-14T00:00:00Z,",
        "2025-04-14T02:59:59Z,",
        "2025-04-14T03:00:00Z, hours behind"
    })
    void stampOfSignType1_isTakenAnHourEitherWay(Instant now, String refusal) {
        at(now);
        Authentication answer = answer("p_n_1_0_1_2025041401", "p_n_1", PASSWORD);

        if (refusal == null) {
            assertThat(answer).isInstanceOf(Authentication.Identified.class);
        } else {
            assertThat(answer).isInstanceOfSatisfying(Authentication.Failed.class, failed -> {
                assertThat(failed.reason()).isEqualTo(Reason.STAMP_WRONG);
                assertThat(failed.told().connackCode()).isEqualTo(4);
                assertThat(failed.detail()).contains(refusal + " the hub's clock");
            });
        }
    }

    @Test
    void secondarySecret_isAsGood() {
        registry.huawei.resetSecret(address, "p_n_1", CredentialSlot.PRIMARY, Optional.of("another-one"), false);
        registry.huawei.resetSecret(address, "p_n_1", CredentialSlot.SECONDARY, Optional.of("12345678"), false);

        assertThat(answer("p_n_1_0_0_2025041401", "p_n_1", PASSWORD)).isInstanceOf(Authentication.Identified.class);
    }

    @Test
    void registration_thatHasEnded_isUnknown() {
        registry.huawei.create(address, HuaweiDevices.withSecret("late", "12345678", 1), MessageFilters.EVERYTHING);
        at(Instant.now().plusSeconds(10));

        assertThat(answer("p_late_0_0_2025041401", "p_late", PASSWORD))
                .isInstanceOfSatisfying(Authentication.Failed.class, failed -> assertThat(failed.reason())
                        .isEqualTo(Reason.DEVICE_UNKNOWN));
    }

    @Test
    void othersDevices_areLeftToTheOthers() {
        assertThat(answer("client", "2b1d0d4e-0000-4000-8000-000000000000", ""))
                .isEqualTo(Authentication.NOTHING_SHOWN);
    }

    private Authentication answer(String clientId, String userName, String password) {
        ConnectRequest request = request(clientId, userName, password);
        return authenticators.stream()
                .map(each -> each.authenticate(request))
                .filter(answer -> answer != Authentication.NOTHING_SHOWN)
                .findFirst()
                .orElse(Authentication.NOTHING_SHOWN);
    }

    private static ConnectRequest request(String clientId, String userName, String password) {
        return new ConnectRequest(
                1,
                ConnectionSecurity.SERVER_TLS,
                List.of(),
                clientId,
                userName,
                password.getBytes(UTF_8),
                "MQTT 3.1.1",
                "192.0.2.1:4711");
    }
}
