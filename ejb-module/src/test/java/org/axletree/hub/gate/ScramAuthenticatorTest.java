package org.axletree.hub.gate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axletree.core.door.Admission;
import org.axletree.core.door.DoorTerms;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.identity.ConnectionSecurity;
import org.axletree.core.outcome.Reason;
import org.axletree.core.scram.ScramExchange;
import org.axletree.hub.authority.PasswordHash;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.database.TestDatabase;
import org.axletree.hub.registry.device.NewDevice;
import org.axletree.hub.registry.huawei.HuaweiAddress;
import org.axletree.hub.registry.huawei.HuaweiDevices;
import org.axletree.hub.registry.hub.Hub;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Devices that prove by SCRAM-SHA-256 that they know their password, and those that do not. */
class ScramAuthenticatorTest {
    private static final String HASHED_ALONE = "hashed";

    private static final int GUESSES = 10;

    /** The most that one more would have to wait if they were counted apart, in milliseconds. */
    private static final int APART = (GUESSES + 1 - WrongCredentials.FREE) * WrongCredentials.PAUSE_MILLIS;

    private RegistryFixture registry;
    private Gate gate;

    private void open(TestDatabase database) {
        registry = new RegistryFixture(database.open());
        Hub hub = registry.hub("hub");
        addUser(hub, "alice", Optional.of("pencil"));
        addUser(hub, HASHED_ALONE, Optional.empty());
        registry.huawei.create(
                new HuaweiAddress(hub.projectId(), Optional.empty()),
                HuaweiDevices.withSecret("n_1", "12345678", 0),
                MessageFilters.EVERYTHING);
        Hub another = registry.hub("another");
        addUser(another, "alice", Optional.of("pen"));
        addUser(another, "hub/door", Optional.of("pencil"));
        RefusalFloor floor = new RefusalFloor(Clock.systemUTC());
        List<Authenticator> before = List.of(new UnlessUserName(
                new AzureAuthenticator(
                        registry.deviceDirectory,
                        registry.hubDirectory,
                        registry.safe,
                        registry.policies,
                        registry.deviceAuthorityDirectory,
                        Clock.systemUTC()),
                registry.passwords,
                floor));
        CloudAuthenticators clouds = new CloudAuthenticators() {
            @Override
            List<Authenticator> first() {
                return List.of(
                        before.get(0),
                        new PasswordAuthenticator(
                                registry.passwords, registry.scram, registry.deviceDirectory, before, floor));
            }

            @Override
            List<Authenticator> last() {
                return List.of(new PasswordStrangers(registry.passwords, floor));
            }

            @Override
            List<Authenticator> proving() {
                return List.of(new ScramAuthenticator(
                        new HuaweiScramAuthenticator(
                                registry.huaweiDirectory,
                                registry.safe,
                                new HuaweiCertificates(registry.huaweiDirectory, registry.deviceAuthorityDirectory),
                                registry.scram,
                                Clock.systemUTC()),
                        registry.passwords,
                        registry.scram,
                        registry.deviceDirectory,
                        before,
                        floor));
            }
        };
        gate = TestGates.of(registry, clouds);
    }

    private void addUser(Hub hub, String name, Optional<String> password) {
        registry.devices.create(
                new NewDevice(RegistryFixture.REGION, hub.id(), name, "", false, false, MessageFilters.EVERYTHING),
                (entities, id) -> registry.passwords.add(
                        entities::persist,
                        id,
                        name,
                        PasswordHash.of(password.orElse("pencil").getBytes(UTF_8)),
                        password.map(plain -> registry.scram.of(name, plain.getBytes(UTF_8))),
                        0));
    }

    /** Hubs are tenants: whose password it is comes in, of those that have one name. */
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void rightPassword_isTaken_andProvesTheServer(TestDatabase database) {
        open(database);
        ScramExchange exchange = login("alice", "pencil");
        ScramExchange other = login("alice", "pen");

        assertThat(admit(exchange)).isInstanceOfSatisfying(Admission.Admitted.class, admitted -> assertThat(
                        admitted.identity().hubName())
                .isEqualTo("hub"));
        assertThat(exchange.serverFinal()).isPresent();
        assertThat(admit(other)).isInstanceOfSatisfying(Admission.Admitted.class, admitted -> assertThat(
                        admitted.identity().hubName())
                .isEqualTo("another"));
    }

    /** It is as at a plain login: a device of Azure's that has the name goes before, and tells the client nothing. */
    @Test
    void userNameWithASlash_isTaken_unlessADeviceOfAzureHasIt() {
        open(TestDatabase.H2);
        assertThat(admit(login("hub/door", "pencil")))
                .isInstanceOfSatisfying(
                        Admission.Admitted.class,
                        admitted -> assertThat(admitted.identity().hubName()).isEqualTo("another"));

        registry.azureDevice(registry.hubDirectory.idByHost("hub").orElseThrow(), "door", true);
        ScramExchange exchange = login("hub/door", "pencil");

        assertThat(admit(exchange)).isInstanceOfSatisfying(Admission.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.CREDENTIAL_KIND_WRONG);
            assertThat(refused.told()).isEqualTo(Reason.NOT_AUTHORIZED);
            assertThat(refused.delayMillis()).isPositive();
        });
        assertThat(exchange.serverFinal()).as("nothing is proved to the client").isEmpty();
    }

    /** Whoever tries a name in one way after the other is not faster, and does not learn by the pace whether somebody has it. */
    @ParameterizedTest
    @CsvSource({"alice", "bob", "hub/door", "hub/window"})
    void guessesByPlainLoginsAndByExchanges_waitTogether(String userName) {
        open(TestDatabase.H2);
        for (int i = 0; i < GUESSES; i++) {
            gate.admit(request(userName, ""), DoorTerms.NONE);
            admit(login(userName, "wrong"));
        }

        assertThat(refused(admit(login(userName, "wrong")))).isGreaterThan(APART);
        assertThat(refused(gate.admit(request(userName, ""), DoorTerms.NONE).admission()))
                .isGreaterThan(APART);
    }

    private static int refused(Admission admission) {
        return ((Admission.Refused) admission).delayMillis();
    }

    @ParameterizedTest
    @CsvSource({
        "alice, wrong, USER_PASSWORD_WRONG",
        "bob, wrong, UNIDENTIFIED",
        "hub/door, wrong, USER_PASSWORD_WRONG",
        "hub/window, wrong, UNIDENTIFIED",
        "hashed, pencil, PASSWORD_UNSEEN",
        "p_n_1, wrong, USER_PASSWORD_WRONG"
    })
    void guess_isRefusedAlike_whetherThereIsSuchAUser(String userName, String password, Reason reason) {
        open(TestDatabase.H2);
        Admission.Refused refused = (Admission.Refused) admit(login(userName, password));

        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.told()).isEqualTo(Reason.NOT_AUTHORIZED);
        assertThat(refused.delayMillis()).isPositive();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void hashOfAnotherBroker_isNoHindrance_onceThePasswordWasShown(TestDatabase database) {
        open(database);
        assertThat(registry.passwords.named(HASHED_ALONE).get(0).sealedVerifier())
                .isEmpty();

        assertThat(gate.admit(request(HASHED_ALONE, "pencil"), DoorTerms.NONE).admission())
                .isInstanceOf(Admission.Admitted.class);
        byte[] kept =
                registry.passwords.named(HASHED_ALONE).get(0).sealedVerifier().orElseThrow();
        assertThat(admit(login(HASHED_ALONE, "pencil"))).isInstanceOf(Admission.Admitted.class);
        assertThat(gate.admit(request(HASHED_ALONE, "pencil"), DoorTerms.NONE).admission())
                .isInstanceOf(Admission.Admitted.class);
        assertThat(registry.passwords.named(HASHED_ALONE).get(0).sealedVerifier())
                .as("made once")
                .hasValue(kept);
    }

    @ParameterizedTest
    @CsvSource({"12345678", "87654321"})
    void secretOfAHuaweiDevice_isItsPassword(String password) {
        open(TestDatabase.H2);
        Admission answer = admit(login("p_n_1", password));

        assertThat(answer instanceof Admission.Admitted).isEqualTo(password.equals("12345678"));
        assertThat(registry.huaweiDirectory.login("p_n_1").orElseThrow().activated())
                .isEqualTo(password.equals("12345678"));
    }

    /** Whoever makes a device of that id elsewhere keeps nobody out, and guesses count for both. */
    @Test
    void userName_thatIsTheIdOfAHuaweiDevice_isWhoseeverPasswordItIs() {
        open(TestDatabase.H2);
        addUser(registry.hub("third"), "p_n_1", Optional.of("pencil"));

        assertThat(hubOf(admit(login("p_n_1", "12345678")))).isEqualTo("hub");
        assertThat(hubOf(admit(login("p_n_1", "pencil")))).isEqualTo("third");
        assertThat(decide(login("p_n_1", "wrong")).alike()).hasSize(1);
    }

    /** Each owner learns why the own device was refused, and that alone. */
    @Test
    void guess_ofANameThatSeveralHave_isToldToEachOwner_andCountsForEachDevice() {
        open(TestDatabase.H2);
        addUser(registry.hub("third"), "alice", Optional.empty());
        Decision decision = decide(login("alice", "wrong"));

        assertThat(Stream.concat(Stream.of(decision), decision.alike().stream()))
                .extracting(
                        each -> registry.hubs
                                .get(RegistryFixture.REGION, each.hubId())
                                .name(),
                        each -> ((Admission.Refused) each.admission()).reason())
                .containsExactlyInAnyOrder(
                        tuple("hub", Reason.USER_PASSWORD_WRONG),
                        tuple("another", Reason.USER_PASSWORD_WRONG),
                        tuple("third", Reason.PASSWORD_UNSEEN));
        for (int i = 0; i < WrongCredentials.CLOSED_AT; i++) {
            admit(login("alice", "wrong"));
        }
        for (String right : List.of("pencil", "pen")) {
            assertThat(((Admission.Refused) admit(login("alice", right))).reason())
                    .as(right)
                    .isEqualTo(Reason.LOGIN_THROTTLED);
        }
    }

    private static String hubOf(Admission admission) {
        return ((Admission.Admitted) admission).identity().hubName();
    }

    private Decision decide(ScramExchange exchange) {
        return gate.admit(request("", "").provedBy(exchange), DoorTerms.NONE);
    }

    /** Nobody finds out by the salt who there is. */
    @ParameterizedTest
    @CsvSource({"alice", "nobody"})
    void salt_isTheSameEachTime_andAnotherForAnotherName(String userName) {
        open(TestDatabase.H2);

        assertThat(registry.scram.salt(userName))
                .hasSize(16)
                .isEqualTo(registry.scram.salt(userName))
                .isNotEqualTo(registry.scram.salt(userName + "2"));
    }

    @ParameterizedTest
    @CsvSource({"alice", "bob", "hub/door", "hub/window"})
    void manyGuesses_areSlowedDown(String userName) {
        open(TestDatabase.H2);
        int first = ((Admission.Refused) admit(login(userName, "wrong"))).delayMillis();
        for (int i = 0; i < 18; i++) {
            admit(login(userName, "wrong"));
        }

        assertThat(((Admission.Refused) admit(login(userName, "wrong"))).delayMillis())
                .isGreaterThan(first)
                .isGreaterThan(RefusalFloor.LEAST_MILLIS);
    }

    private ScramExchange login(String userName, String password) {
        return ScramLogin.of(userName, password, registry.scram.salt(userName));
    }

    private Admission admit(ScramExchange exchange) {
        return decide(exchange).admission();
    }

    private static ConnectRequest request(String userName, String password) {
        return new ConnectRequest(
                1,
                ConnectionSecurity.SERVER_TLS,
                List.of(),
                "client",
                userName,
                password.getBytes(UTF_8),
                "MQTT 5",
                "192.0.2.1:4711");
    }
}
