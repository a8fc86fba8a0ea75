package org.axletree.hub.gate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.axletree.core.door.Admission;
import org.axletree.core.door.DoorTerms;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.identity.ConnectionSecurity;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.authority.PasswordHash;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.database.TestDatabase;
import org.axletree.hub.registry.device.NewDevice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Devices that come with a user name and a password, and those that guess. */
class PasswordAuthenticatorTest {
    private RegistryFixture registry;
    private Gate gate;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(TestDatabase.H2.open());
        registry.devices.create(
                new NewDevice(
                        RegistryFixture.REGION,
                        registry.hub("hub").id(),
                        "thermometer",
                        "",
                        false,
                        false,
                        MessageFilters.EVERYTHING),
                (entities, id) -> registry.passwords.add(
                        entities::persist, id, "alice", PasswordHash.of("right".getBytes(UTF_8)), Optional.empty(), 0));
        registry.devices.create(
                new NewDevice(
                        RegistryFixture.REGION,
                        registry.hub("other").id(),
                        "door",
                        "",
                        false,
                        false,
                        MessageFilters.EVERYTHING),
                (entities, id) -> registry.passwords.add(
                        entities::persist,
                        id,
                        "hub/door",
                        PasswordHash.of("right".getBytes(UTF_8)),
                        Optional.empty(),
                        0));
        CloudAuthenticators clouds = new CloudAuthenticators() {
            @Override
            List<Authenticator> first() {
                Authenticator azure = new UnlessUserName(
                        new AzureAuthenticator(
                                registry.deviceDirectory,
                                registry.hubDirectory,
                                registry.safe,
                                registry.policies,
                                registry.deviceAuthorityDirectory,
                                Clock.systemUTC()),
                        registry.passwords);
                return List.of(
                        azure,
                        new PasswordAuthenticator(
                                registry.passwords, registry.scram, registry.deviceDirectory, List.of(azure)));
            }

            @Override
            List<Authenticator> last() {
                return List.of(new PasswordStrangers(registry.passwords));
            }
        };
        gate = TestGates.of(registry, clouds);
    }

    @ParameterizedTest
    @CsvSource({"alice", "hub/door"})
    void rightPassword_isTaken(String userName) {
        assertThat(admit(userName, "right")).isInstanceOf(Admission.Admitted.class);
    }

    /** A user name as Azure's devices have it is one of theirs where there is such a device. */
    @Test
    void deviceOfAzure_goesBeforeAUserOfTheSameName() {
        registry.azureDevice(registry.hubDirectory.idByHost("hub").orElseThrow(), "door", false);

        Admission.Refused refused = (Admission.Refused) admit("hub/door", "right");

        assertThat(refused.reason()).isEqualTo(Reason.CLIENT_ID_WRONG);
    }

    /** The answer tells a guesser neither by its code nor by its time which user names there are. */
    @ParameterizedTest
    @CsvSource({
        "alice, wrong, USER_PASSWORD_WRONG",
        "alice, '', CREDENTIAL_REQUIRED",
        "hub/door, wrong, USER_PASSWORD_WRONG",
        "hub/door, '', CREDENTIAL_REQUIRED",
        "hub/window, wrong, UNIDENTIFIED",
        "bob, wrong, UNIDENTIFIED",
        "bob, '', UNIDENTIFIED"
    })
    void guess_isRefusedAlike_whetherThereIsSuchAUser(String userName, String password, Reason reason) {
        Admission.Refused refused = (Admission.Refused) admit(userName, password);

        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.told()).isEqualTo(Reason.NOT_AUTHORIZED);
    }

    @ParameterizedTest
    @CsvSource({"alice", "bob", "hub/door", "hub/window"})
    void guesses_waitTheMoreOfThemThereAre(String userName) {
        int soonest = PasswordAuthenticator.SOONEST_REFUSAL_MILLIS;
        List<Integer> delays = IntStream.range(0, 20)
                .mapToObj(i -> ((Admission.Refused) admit(userName, "")).delayMillis())
                .toList();

        assertThat(delays.subList(0, 3)).anySatisfy(delay -> assertThat(delay).isBetween(1, soonest));
        assertThat(delays.get(19)).isGreaterThan(soonest);
    }

    /** Whoever guesses many at once sees it neither by the answer nor by its time. */
    @Test
    void rightPassword_amongManyWrongOnes_isRefusedAsTheyAre() {
        Admission.Refused wrong = null;
        for (int i = 0; i < 40; i++) {
            wrong = (Admission.Refused) admit("alice", "");
        }

        Admission.Refused right = (Admission.Refused) admit("alice", "right");

        assertThat(right.reason()).isEqualTo(Reason.LOGIN_THROTTLED);
        assertThat(right.told()).isEqualTo(wrong.told());
        assertThat(right.delayMillis()).isBetween(wrong.delayMillis() - 1_000, wrong.delayMillis() + 1_000);
    }

    /** The same name can be written in several ways in Azure's form; whoever has a user name is not found out by the pace of another way. */
    @ParameterizedTest
    @CsvSource({"hub/door", "hub/window"})
    void guessesOfOneNameInSeveralWays_waitTogether(String userName) {
        for (int i = 0; i < 20; i++) {
            admit(userName, "");
        }

        Admission.Refused refused = (Admission.Refused) admit(userName.replace("/", ".example.org/"), "");

        assertThat(refused.delayMillis()).isGreaterThan(PasswordAuthenticator.SOONEST_REFUSAL_MILLIS);
    }

    @Test
    void idOfNoDevice_isNoGuess() {
        Admission.Refused refused = (Admission.Refused) admit("99999999-54a9-4a3f-9f38-0f6f4f1d2a11", "");

        assertThat(refused).isEqualTo(new Admission.Refused(Reason.UNIDENTIFIED));
    }

    private Admission admit(String userName, String password) {
        return gate.admit(
                        new ConnectRequest(
                                1,
                                ConnectionSecurity.SERVER_TLS,
                                List.of(),
                                "client",
                                userName,
                                password.getBytes(UTF_8),
                                "MQTT 3.1.1",
                                "192.0.2.1:4711"),
                        DoorTerms.NONE)
                .admission();
    }
}
