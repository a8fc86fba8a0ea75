package org.axletree.hub.gate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axletree.core.door.Admission;
import org.axletree.core.door.DoorTerms;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.identity.ConnectionSecurity;
import org.axletree.core.outcome.Reason;
import org.axletree.core.scram.ScramVerifier;
import org.axletree.hub.authority.PasswordHash;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.Role;
import org.axletree.hub.registry.database.TestDatabase;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.device.NewDevice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Devices that come with a user name and a password, and those that guess. */
class PasswordAuthenticatorTest {
    private RegistryFixture registry;
    private Gate gate;
    private int longestMillis = PasswordAuthenticator.LONGEST_MILLIS;
    private final RefusalFloor floor = new RefusalFloor(Clock.systemUTC());

    @BeforeEach
    void open() {
        registry = new RegistryFixture(TestDatabase.H2.open());
        add("hub", "thermometer", "alice", "right", Optional.empty());
        add("other", "door", "hub/door", "right", Optional.empty());
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
                        registry.passwords,
                        floor);
                return List.of(
                        azure,
                        new PasswordAuthenticator(
                                registry.passwords,
                                registry.scram,
                                registry.deviceDirectory,
                                List.of(azure),
                                floor,
                                longestMillis));
            }

            @Override
            List<Authenticator> last() {
                return List.of(new PasswordStrangers(registry.passwords, floor));
            }
        };
        gate = TestGates.of(registry, clouds);
    }

    /** Of a project of its own. */
    private Device add(
            String project, String device, String userName, String password, Optional<ScramVerifier> verifier) {
        return registry.devices
                .create(
                        new NewDevice(
                                RegistryFixture.REGION,
                                registry.hubOf(project).id(),
                                device,
                                "",
                                false,
                                false,
                                MessageFilters.EVERYTHING),
                        (entities, id) -> registry.passwords.add(
                                entities::persist,
                                id,
                                userName,
                                PasswordHash.of(password.getBytes(UTF_8)),
                                verifier,
                                0))
                .device();
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

    /** However many there are, each comes in: at once where the hub has seen the password, else after a few tries. */
    @Test
    void passwordsOfOneName_inManyProjects_areAllTaken() {
        for (int i = 0; i < 8; i++) {
            String seen = "seen" + i;
            add(seen, "d", "sensor", seen, Optional.of(registry.scram.of("sensor", seen.getBytes(UTF_8))));
        }
        for (int i = 0; i < 6; i++) {
            add("unseen" + i, "d", "sensor", "unseen" + i, Optional.empty());
        }

        for (int i = 0; i < 8; i++) {
            assertThat(hubOf(admit("sensor", "seen" + i))).isEqualTo("seen" + i);
        }
        for (int i = 0; i < 6; i++) {
            String unseen = "unseen" + i;
            await().ignoreExceptionsInstanceOf(ClassCastException.class)
                    .untilAsserted(
                            () -> assertThat(hubOf(admit("sensor", unseen))).isEqualTo(unseen));
            assertThat(hubOf(admit("sensor", unseen))).as("seen now").isEqualTo(unseen);
        }
    }

    /** Where a login has time for one comparison alone, each goes on where the one before it stopped, whatever others try in between. */
    @Test
    void unseenPasswordsOfOneName_areComparedInTurn_andAreNoGuessesUntilThen() {
        longestMillis = 0;
        open();
        int devices = 5;
        for (int i = 0; i < devices; i++) {
            add("unseen" + i, "d", "sensor", "unseen" + i, Optional.empty());
        }

        for (int i = 0; i < devices; i++) {
            int tries = 1;
            Admission admission = admit("sensor", "unseen" + i);
            while (admission instanceof Admission.Refused && tries < devices) {
                admit("sensor", "wrong" + i + tries);
                admission = admit("sensor", "unseen" + i);
                tries++;
            }
            assertThat(hubOf(admission)).isEqualTo("unseen" + i);
        }
    }

    /** Its owner is not told that the password of the device was wrong, and it was none: the device is not slowed down either. */
    @Test
    void passwordThatWasNotCompared_isNoWrongOne() {
        longestMillis = 0;
        open();
        add("one", "d", "sensor", "first", Optional.empty());
        add("two", "d", "sensor", "second", Optional.empty());

        Decision decision = gate.admit(request(1, "sensor", "wrong"), DoorTerms.NONE);

        List<Admission> told = Stream.concat(Stream.of(decision), decision.alike().stream())
                .map(Decision::admission)
                .toList();
        assertThat(told)
                .extracting(each -> ((Admission.Refused) each).reason())
                .containsExactlyInAnyOrder(Reason.USER_PASSWORD_WRONG, Reason.BUSY);
        assertThat(told).extracting(each -> ((Admission.Refused) each).told()).containsOnly(Reason.NOT_AUTHORIZED);
        assertThat(((Admission.Refused) admit("sensor", "wrong")).reason())
                .as("the rest is compared now")
                .isEqualTo(Reason.USER_PASSWORD_WRONG);
    }

    /** Known again after the first login, though no exchange of SCRAM can prove it: those of others keep it out no more. */
    @Test
    void passwordOfOtherCharacters_isKnownAgain() {
        longestMillis = 0;
        open();
        for (int i = 0; i < 6; i++) {
            add("unseen" + i, "d", "sensor", "unseen" + i, Optional.empty());
        }
        add("umlaut", "d", "sensor", "gr\u00fcn", Optional.empty());
        await().ignoreExceptionsInstanceOf(ClassCastException.class)
                .untilAsserted(
                        () -> assertThat(hubOf(admit("sensor", "gr\u00fcn"))).isEqualTo("umlaut"));

        for (int i = 0; i < 10; i++) {
            assertThat(hubOf(admit("sensor", "gr\u00fcn"))).isEqualTo("umlaut");
        }
    }

    /** A guess counts for each of them: no password of a name is tried at leisure because another one stands before it. */
    @Test
    void guessesOfOneName_countForEachDeviceThatHasIt() {
        longestMillis = 60_000; // both are compared, however busy the machine is
        open();
        add("third", "d", "alice", "another", Optional.empty());
        for (int i = 0; i < WrongCredentials.CLOSED_AT; i++) {
            admit("alice", "");
        }

        for (String right : List.of("right", "another")) {
            assertThat(((Admission.Refused) admit("alice", right)).reason())
                    .as(right)
                    .isEqualTo(Reason.LOGIN_THROTTLED);
        }
    }

    /** Who asks what would come of a login tries the passwords of the own devices, and of no others. */
    @Test
    void rehearsal_namesNobodyOfAnotherProject() {
        add("third", "d", "alice", "another", Optional.empty());
        try (Caller.Asking asking = operatorOf("third").asks()) {
            assertThat(hubOf(rehearse("alice", "another"))).isEqualTo("third");
            assertThat(((Admission.Refused) rehearse("alice", "right")).reason())
                    .isEqualTo(((Admission.Refused) rehearse("alice", "wrong")).reason())
                    .isEqualTo(Reason.USER_PASSWORD_WRONG);
            assertThat(rehearse("hub/door", "right")).isEqualTo(rehearse("hub/window", "right"));
        }
    }

    /** Neither tenant keeps the other out: whose password it is comes in, and else the device that comes by its id alone. */
    @Test
    void userNameThatIsTheIdOfAnothersDevice_keepsNeitherOut() {
        String id = deviceByIdAlone("lamps", true);
        add("users", "d", id, "right", Optional.empty());

        assertThat(hubOf(admit(id, "right"))).isEqualTo("users");
        for (String other : List.of("", "made up")) {
            assertThat(hubOf(admit(id, other))).as(other).isEqualTo("lamps");
        }
    }

    /** By the way of the other device no password is guessed more often than elsewhere. */
    @Test
    void guessesAtAUserName_thatIsTheIdOfAnothersDevice_areCounted() {
        String id = deviceByIdAlone("lamps", true);
        add("users", "d", id, "right", Optional.empty());
        for (int i = 0; i < WrongCredentials.CLOSED_AT; i++) {
            admit(id, "wrong");
        }

        assertThat(hubOf(admit(id, "right"))).as("like a wrong one").isEqualTo("lamps");
    }

    @Test
    void deviceThatDoesNotComeByItsIdAlone_isNotMeantByAUserName() {
        String id = deviceByIdAlone("lamps", false);
        add("users", "d", id, "right", Optional.empty());

        assertThat(hubOf(admit(id, "right"))).isEqualTo("users");
        assertThat(((Admission.Refused) admit(id, "wrong")).reason()).isEqualTo(Reason.USER_PASSWORD_WRONG);
        assertThat(((Admission.Refused) admit(id, "")).reason()).isEqualTo(Reason.CREDENTIAL_REQUIRED);
    }

    /** Neither owner learns of the other. */
    @Test
    void rehearsal_ofAUserNameThatIsTheIdOfAnothersDevice_isAsIfThereWereNoOther() {
        String id = deviceByIdAlone("lamps", true);
        add("users", "d", id, "right", Optional.empty());

        try (Caller.Asking asking = operatorOf("users").asks()) {
            assertThat(hubOf(rehearse(id, "right"))).isEqualTo("users");
            assertThat(((Admission.Refused) rehearse(id, "wrong")).reason()).isEqualTo(Reason.USER_PASSWORD_WRONG);
            assertThat(((Admission.Refused) rehearse(id, "")).reason()).isEqualTo(Reason.CREDENTIAL_REQUIRED);
        }
        try (Caller.Asking asking = operatorOf("lamps").asks()) {
            for (String any : List.of("right", "wrong", "")) {
                assertThat(hubOf(rehearse(id, any))).as(any).isEqualTo("lamps");
            }
        }
    }

    private static Caller operatorOf(String project) {
        return Caller.person("ann", "", Role.OPERATOR, Optional.of(Set.of(project)), "192.0.2.1:4711");
    }

    private String deviceByIdAlone(String project, boolean allowInsecure) {
        return registry.devices
                .create(new NewDevice(
                        RegistryFixture.REGION,
                        registry.hubOf(project).id(),
                        "lamp",
                        "",
                        allowInsecure,
                        false,
                        MessageFilters.EVERYTHING))
                .device()
                .id();
    }

    /** On a busy machine a comparison takes longer than usual: who is nobody is refused as late. */
    @ParameterizedTest
    @CsvSource({"alice, wrong", "bob, wrong", "bob, ''", "hub/door, ''", "hub/window, wrong"})
    void refusals_waitForTheSlowestComparisonOfLate(String userName, String password) {
        floor.compared(4_000);
        long asked = System.nanoTime();

        Admission.Refused refused = (Admission.Refused) admit(userName, password);
        int passed = (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked);

        assertThat(refused.delayMillis()).isBetween(4_001 - passed, 5_000);
    }

    /** What a login waits for others is a part of it. */
    @Test
    void slowLogin_raisesTheFloorForAll() {
        assertThat(floor.millis()).isEqualTo(RefusalFloor.LEAST_MILLIS);
        String dear = "$2b$12$/Ma3EA5D69Ao8SJqRXxxou/h46zDWt0spAZcIL2CAeL2Gk8tH4XsO";
        registry.devices.create(
                new NewDevice(
                        RegistryFixture.REGION,
                        registry.hubOf("dear").id(),
                        "d",
                        "",
                        false,
                        false,
                        MessageFilters.EVERYTHING),
                (entities, id) -> registry.passwords.add(
                        entities::persist, id, "dear", PasswordHash.read(dear), Optional.empty(), 0));
        long asked = System.nanoTime();
        List<CompletableFuture<Admission>> logins = IntStream.range(0, ComparisonPlaces.MOST_OF_A_NAME)
                .mapToObj(i ->
                        CompletableFuture.supplyAsync(() -> admit("dear", "wrong"), login -> new Thread(login).start()))
                .toList();
        logins.forEach(CompletableFuture::join);
        int all = (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked);

        // The last of them waited for all others.
        assertThat(floor.millis()).isBetween(Math.max(RefusalFloor.LEAST_MILLIS, all / 2), all * 2);
    }

    private static String hubOf(Admission admission) {
        return ((Admission.Admitted) admission).identity().hubName();
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
        int soonest = RefusalFloor.LEAST_MILLIS;
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
        long asked = 0;
        for (int i = 0; i < 40; i++) {
            asked = System.nanoTime();
            wrong = (Admission.Refused) admit("alice", "");
        }

        Admission.Refused right = (Admission.Refused) admit("alice", "right");
        // Of what it would have waited has passed what the two took.
        int passed = (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked);

        assertThat(right.reason()).isEqualTo(Reason.LOGIN_THROTTLED);
        assertThat(right.told()).isEqualTo(wrong.told());
        assertThat(right.delayMillis())
                .isBetween(wrong.delayMillis() - passed, wrong.delayMillis() + WrongCredentials.PAUSE_MILLIS);
    }

    /** The same name can be written in several ways in Azure's form; whoever has a user name is not found out by the pace of another way. */
    @ParameterizedTest
    @CsvSource({"hub/door", "hub/window"})
    void guessesOfOneNameInSeveralWays_waitTogether(String userName) {
        for (int i = 0; i < 20; i++) {
            admit(userName, "");
        }

        Admission.Refused refused = (Admission.Refused) admit(userName.replace("/", ".example.org/"), "");

        assertThat(refused.delayMillis()).isGreaterThan(RefusalFloor.LEAST_MILLIS);
    }

    @Test
    void idOfNoDevice_isNoGuess() {
        Admission.Refused refused = (Admission.Refused) admit("99999999-54a9-4a3f-9f38-0f6f4f1d2a11", "");

        assertThat(refused).isEqualTo(new Admission.Refused(Reason.UNIDENTIFIED));
    }

    private Admission admit(String userName, String password) {
        return admit(1, userName, password);
    }

    private Admission rehearse(String userName, String password) {
        return admit(ConnectRequest.REHEARSED, userName, password);
    }

    private Admission admit(long connectionId, String userName, String password) {
        return gate.admit(request(connectionId, userName, password), DoorTerms.NONE)
                .admission();
    }

    private static ConnectRequest request(long connectionId, String userName, String password) {
        return new ConnectRequest(
                connectionId,
                ConnectionSecurity.SERVER_TLS,
                List.of(),
                "client",
                userName,
                password.getBytes(UTF_8),
                "MQTT 3.1.1",
                "192.0.2.1:4711");
    }
}
