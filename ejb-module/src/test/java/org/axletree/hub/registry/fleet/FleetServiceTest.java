package org.axletree.hub.registry.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.authority.DeviceCertificate;
import org.axletree.hub.authority.PasswordHash;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.Role;
import org.axletree.hub.registry.azure.AzureIdentityService;
import org.axletree.hub.registry.credential.DeviceCredential;
import org.axletree.hub.registry.database.TestDatabase;
import org.axletree.hub.registry.device.Registration;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.hub.HubPatch;
import org.axletree.hub.registry.hub.NewHub;
import org.axletree.hub.registry.hub.ProductPlan;
import org.axletree.hub.registry.listing.PageRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who comes of those that come together, and that a trial says the same. */
@ParameterizedClass
@EnumSource
class FleetServiceTest {
    private static final String REGION = RegistryFixture.REGION;

    private static final DeviceCertificate CERTIFICATE = DeviceCertificate.of(RegistryFixture.authorityPem());

    @Parameter
    TestDatabase kind;

    private RegistryFixture registry;
    private Hub hub;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(kind.open());
        hub = registry.hub("hub");
    }

    private static IncomingDevice device(int line, Optional<String> id) {
        return device(line, id, "d" + line);
    }

    private static IncomingDevice device(int line, Optional<String> id, String name) {
        return new IncomingDevice(
                line,
                id,
                name,
                Registration.MANAGED.dialect(),
                "",
                true,
                true,
                false,
                MessageFilters.EVERYTHING,
                DeviceCredential.CERTIFICATE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static List<IncomingDevice> devices(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(line -> device(line, Optional.empty()))
                .toList();
    }

    @Test
    void trialInParts_hasAsMuchRoomAsTheRun() {
        registry.limits.put(HubLimit.DEVICES_PER_HUB, 5);

        FleetReport first = registry.fleets.tryOut(REGION, hub.id(), devices(0, 3), 0);
        FleetReport second = registry.fleets.tryOut(
                REGION, hub.id(), devices(3, 6), first.created().size());

        FleetReport run = registry.fleets.take(REGION, hub.id(), Origin.of("csv"), devices(0, 3));
        assertThat(run.created()).as("the trial made none of them").hasSize(3);
        assertThat(run.skipped()).isEqualTo(first.skipped()).isEmpty();
        assertThat(registry.fleets
                        .take(REGION, hub.id(), Origin.of("csv"), devices(3, 6))
                        .skipped())
                .isEqualTo(second.skipped())
                .singleElement()
                .satisfies(skipped -> {
                    assertThat(skipped.line()).isEqualTo(5);
                    assertThat(skipped.reason()).contains("no room");
                });
    }

    /** A name that the API takes for no new device comes by no import either, and a trial says the same. */
    @ParameterizedTest
    @ValueSource(strings = {"a\u001B[2Jb", "a\u007Fb", "a\nb", "a\tb", "a\0b", "a\uD800", " a", "  ", ""})
    void nameThatTheApiRefuses_comesByNoImport(String name) {
        IncomingDevice named = device(1, Optional.empty(), name);
        String expected =
                Assertions.catchThrowable(() -> registry.device(hub.id(), name)).getMessage();

        assertThat(registry.fleets.tryOut(REGION, hub.id(), List.of(named), 0).skipped())
                .isEqualTo(registry.fleets
                        .take(REGION, hub.id(), Origin.of("csv"), List.of(named))
                        .skipped())
                .singleElement()
                .extracting(FleetReport.Skipped::reason)
                .isEqualTo(expected)
                .asString()
                .startsWith("name: ");
    }

    @Test
    void ofTwoWithOneIdentifier_theFirstComes() {
        Optional<String> id = Optional.of(UUID.randomUUID().toString());

        FleetReport report =
                registry.fleets.take(REGION, hub.id(), Origin.of("csv"), List.of(device(1, id), device(2, id)));

        assertThat(report.created()).extracting(FleetReport.Taken::name).containsExactly("d1");
        assertThat(report.skipped()).singleElement().satisfies(skipped -> assertThat(skipped.reason())
                .startsWith("another device has this id"));
    }

    /** Nobody finds out by a refusal what devices there are in the hubs of others; the login is the other device's all the same. */
    @Test
    void userNameOfADeviceOfAzure_keepsADeviceOut_whereTheCallerSeesItsHub() {
        Hub own = registry.hubOf("plant");
        Hub others = registry.hubOf("foreign");
        azureDevice(own, "door");
        azureDevice(others, "door");
        try (Caller.Asking asking = Caller.person(
                        "ann", "", Role.OPERATOR, Optional.of(Set.of("plant")), "192.0.2.1:4711")
                .asks()) {
            for (String host : List.of("plant", "PLANT.example.org", own.id())) {
                IncomingDevice device =
                        IncomingUsers.user("u", "", hashed(host + "/door/?api-version=2021-04-12", "one"));

                assertThat(registry.fleets
                                .take(REGION, own.id(), Origin.of("csv"), List.of(device))
                                .skipped())
                        .as(host)
                        .singleElement()
                        .satisfies(skipped -> assertThat(skipped.reason())
                                .startsWith("its user name is that of a device of Azure's dialect"));
            }
            for (String name : List.of("foreign/door", others.id() + "/door", "foreign/window", "plant/window")) {
                FleetReport trial = registry.fleets.tryOut(
                        REGION,
                        own.id(),
                        List.of(IncomingUsers.user(name.replace('/', ' '), "", hashed(name, "one"))),
                        0);

                assertThat(trial.skipped()).as(name).isEmpty();
                assertThat(trial.noted()).as(name).isEmpty();
            }
        }
    }

    private void azureDevice(Hub in, String name) {
        registry.azureDevice(in.id(), name, false);
    }

    private static UserPassword hashed(String user, String password) {
        return UserPassword.hashed(user, PasswordHash.read("$emqx$plain$disable$$" + password));
    }

    /** In a run and in a trial. */
    private FleetReport again(IncomingDevice device) {
        FleetReport trial = registry.fleets.tryOut(REGION, hub.id(), List.of(device), 0);
        FleetReport run = registry.fleets.take(REGION, hub.id(), Origin.of("csv"), List.of(device));
        assertThat(run).isEqualTo(trial);
        return run;
    }

    @Test
    void sameAgain_isUnchanged_andNothingIsNoted() {
        IncomingDevice first = IncomingUsers.user("u", "", hashed("u", "one"));
        registry.fleets.take(REGION, hub.id(), Origin.of("csv"), List.of(first));

        FleetReport report = again(first);

        assertThat(report.unchanged()).containsExactly("u");
        assertThat(report.skipped()).isEmpty();
        assertThat(report.noted()).isEmpty();
    }

    @Test
    void otherPasswordAndDescription_areNamed_andStayAsTheyAre() {
        registry.fleets.take(
                REGION, hub.id(), Origin.of("csv"), List.of(IncomingUsers.user("u", "", hashed("u", "one"))));

        FleetReport report = again(IncomingUsers.user("u", "hall", hashed("u", "two")));

        assertThat(report.unchanged()).isEmpty();
        assertThat(report.skipped()).singleElement().satisfies(skipped -> assertThat(skipped.reason())
                .startsWith("there already with another description, password (expected: "));
        assertThat(registry.passwords.named("u")).singleElement().satisfies(each -> assertThat(
                        each.hash().matches("one".getBytes(StandardCharsets.UTF_8)))
                .isTrue());
    }

    @Test
    void clearPassword_isComparedWithTheHash() {
        registry.fleets.take(
                REGION,
                hub.id(),
                Origin.of("csv"),
                List.of(IncomingUsers.user("u", "", UserPassword.plain("u", "one"))));

        assertThat(again(IncomingUsers.user("u", "", UserPassword.plain("u", "one")))
                        .unchanged())
                .containsExactly("u");
        assertThat(again(IncomingUsers.user("u", "", UserPassword.plain("u", "two")))
                        .skipped())
                .singleElement()
                .satisfies(skipped -> assertThat(skipped.reason()).startsWith("there already with another password ("));
    }

    /** Nobody knows the password of a hash that came, once the hub has hashed it anew. */
    @Test
    void importedHashOfWhoHasLoggedIn_isNotCompared_whichIsNoted() {
        IncomingDevice first = IncomingUsers.user("u", "", hashed("u", "one"));
        registry.fleets.take(REGION, hub.id(), Origin.of("csv"), List.of(first));
        registry.passwords.renew(
                registry.passwords.named("u").get(0),
                PasswordHash.of("one".getBytes(StandardCharsets.UTF_8)),
                Optional.empty());

        FleetReport report = again(first);

        assertThat(report.unchanged()).containsExactly("u");
        assertThat(report.noted()).singleElement().satisfies(noted -> assertThat(noted.reason())
                .contains("was not compared"));
    }

    /** Otherwise nobody could tell whose login it is, or the other would be asked for its password. */
    @Test
    void userNameOfAnother_orItsId_keepsADeviceOut() {
        registry.fleets.take(
                REGION, hub.id(), Origin.of("csv"), List.of(IncomingUsers.user("u", "", hashed("u", "one"))));
        String id = registry.passwords.named("u").get(0).deviceId();

        assertThat(again(IncomingUsers.user("v", "", hashed("u", "one"))).skipped())
                .singleElement()
                .satisfies(skipped ->
                        assertThat(skipped.reason()).startsWith("another device of the hub has its user name"));
        assertThat(again(IncomingUsers.user("w", "", hashed(id, "one"))).skipped())
                .singleElement()
                .satisfies(skipped ->
                        assertThat(skipped.reason()).startsWith("its user name is the id of another device"));
    }

    /** A hundred thousand entries would push out what people changed. */
    @Test
    void importLeavesOneEntryInTheAuditLog_andItsDevicesAreLikeOthers() {
        FleetReport report;
        try (Caller.Asking asking = person(Role.OPERATOR)) {
            report = registry.fleets.take(REGION, hub.id(), new Origin("csv", Optional.of("fleet.csv")), devices(0, 3));
        }

        assertThat(registry.audit
                        .newestFirst(Optional.empty(), Optional.of(hub.id()), PageRequest.FIRST)
                        .items())
                .first()
                .satisfies(entry -> {
                    assertThat(entry.resource() + " " + entry.action() + " " + entry.who())
                            .isEqualTo("import created ann");
                    assertThat(entry.after())
                            .isEqualTo("{\"devices\":\"3\",\"file\":\"fleet.csv\",\"first\":\"d0\","
                                    + "\"last\":\"d2\",\"source\":\"csv\"}");
                });
        String first = report.created().get(0).id();
        registry.devices.disable(REGION, first);
        assertThat(registry.audit
                        .newestFirst(Optional.of(first), Optional.empty(), PageRequest.FIRST)
                        .items())
                .singleElement()
                .satisfies(entry -> assertThat(entry.action()).isEqualTo("updated"));
    }

    /** Whoever only reads may see what would come, and guesses no password by it. */
    @Test
    void trialOfWhoOnlyReads_changesNothing_andComparesNoClearPassword() {
        registry.fleets.take(
                REGION,
                hub.id(),
                Origin.of("csv"),
                List.of(IncomingUsers.user("u", "", UserPassword.plain("u", "one"))));
        try (Caller.Asking asking = person(Role.READ_ONLY)) {
            for (String guess : List.of("one", "two")) {
                FleetReport trial = registry.fleets.tryOut(
                        REGION,
                        hub.id(),
                        List.of(
                                IncomingUsers.user("u", "", UserPassword.plain("u", guess)),
                                device(2, Optional.empty())),
                        0);

                assertThat(trial.created()).extracting(FleetReport.Taken::name).containsExactly("d2");
                assertThat(trial.unchanged()).containsExactly("u");
                assertThat(trial.noted()).singleElement().satisfies(noted -> assertThat(noted.reason())
                        .endsWith("was not compared, as whoever asks may not change devices"));
            }
            assertThatThrownBy(() -> registry.fleets.take(REGION, hub.id(), Origin.of("csv"), devices(0, 1)))
                    .isInstanceOf(ProblemException.class);
        }
        assertThat(registry.hubs.get(REGION, hub.id()).deviceCount()).isEqualTo(1);
    }

    private static Caller.Asking person(Role role) {
        return Caller.person("ann", "", role, Optional.empty(), "192.0.2.1:4711")
                .asks();
    }

    /** Whether others use a name, and how many of them, nobody finds out by an import. */
    @Test
    void userName_mayBeInFourHubsOfAProject_whateverOtherProjectsHave() {
        List<Hub> own = IntStream.range(0, 5)
                .mapToObj(i -> registry.hubs.create(new NewHub(
                        REGION,
                        "own" + i,
                        Optional.of("own"),
                        ProductPlan.DEDICATED,
                        Optional.empty(),
                        Optional.empty())))
                .toList();
        IntStream.range(0, 6)
                .forEach(i -> assertThat(taken(registry.hubOf("other" + i))).isEmpty());

        own.subList(0, 4).forEach(each -> assertThat(taken(each)).isEmpty());
        assertThat(taken(own.get(4))).singleElement().satisfies(skipped -> assertThat(skipped.reason())
                .isEqualTo("4 hubs of the project have its user name already (expected: another user name)"));
    }

    /** What one batch has twice is told alike in a trial and in the run, and so is what a file has twice that comes in several. */
    @Test
    void ofTwoWithSomethingInCommon_theFirstComes_andATrialSaysSo() {
        String id = UUID.randomUUID().toString();
        String other = UUID.randomUUID().toString();
        List<IncomingDevice> devices = List.of(
                IncomingUsers.user("a", "", hashed("u", "one")),
                IncomingUsers.user("b", "", hashed("u", "two")),
                device(3, Optional.of(id), "c"),
                IncomingUsers.user("d", "", hashed(id.toUpperCase(Locale.ROOT), "one")),
                IncomingUsers.user("e", "", hashed(other, "one")),
                device(6, Optional.of(other), "f"),
                device(7, Optional.empty(), "a"),
                certified(8, "g", CERTIFICATE),
                certified(9, "h", CERTIFICATE));

        FleetReport trial = registry.fleets.tryOut(REGION, hub.id(), devices, 0);
        FleetReport run = registry.fleets.take(REGION, hub.id(), Origin.of("csv"), devices);

        assertThat(run.created())
                .extracting(FleetReport.Taken::name)
                .containsExactly("a", "c", "e", "g")
                .isEqualTo(trial.created().stream().map(FleetReport.Taken::name).toList());
        assertThat(run.skipped()).isEqualTo(trial.skipped());
        assertThat(run.skipped())
                .extracting(each -> each.name() + ": " + each.reason().split(" \\(")[0])
                .containsExactly(
                        "b: its user name u is there twice",
                        "d: its user name is the id of another device, which comes by it",
                        "f: its id is the user name of another device",
                        "a: the name is there twice",
                        "h: its certificate is that of another device");
    }

    private static IncomingDevice certified(int line, String name, DeviceCertificate certificate) {
        return new IncomingDevice(
                line,
                Optional.empty(),
                name,
                Registration.MANAGED.dialect(),
                "",
                true,
                false,
                false,
                MessageFilters.EVERYTHING,
                DeviceCredential.CERTIFICATE,
                Optional.empty(),
                Optional.empty(),
                Optional.of(certificate),
                Optional.empty());
    }

    /** Wherever it stands in the batch, it goes before the user. */
    @Test
    void userNameOfADeviceOfAzure_thatComesWithIt_keepsTheUserOut() {
        IncomingDevice door = new IncomingDevice(
                2,
                Optional.empty(),
                "door",
                AzureIdentityService.DIALECT,
                "",
                true,
                false,
                false,
                MessageFilters.EVERYTHING,
                DeviceCredential.AUTHORITY,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        FleetReport report = registry.fleets.take(
                REGION,
                hub.id(),
                Origin.of("csv"),
                List.of(IncomingUsers.user("u", "", hashed("HUB.example.org/door/?api-version=x", "one")), door));

        assertThat(report.created()).extracting(FleetReport.Taken::name).containsExactly("door");
        assertThat(report.skipped()).singleElement().satisfies(skipped -> assertThat(skipped.reason())
                .startsWith("its user name is that of a device of Azure's dialect"));
    }

    /** Nobody finds out by an import which ids and user names there are in the hubs of others; a login tells the two apart. */
    @Test
    void idsAndUserNamesOfOthers_decideNothing() {
        Hub own = registry.hubOf("plant");
        Hub others = registry.hubOf("foreign");
        String device = registry.device(others.id(), "lamp").id();
        String userName = UUID.randomUUID().toString();
        registry.fleets.take(
                REGION,
                others.id(),
                Origin.of("csv"),
                List.of(IncomingUsers.user("other", "", hashed(userName, "one"))));
        String seen = registry.device(own.id(), "seen").id();
        try (Caller.Asking asking = Caller.person(
                        "ann", "", Role.OPERATOR, Optional.of(Set.of("plant")), "192.0.2.1:4711")
                .asks()) {
            List<IncomingDevice> devices = List.of(
                    IncomingUsers.user("u", "", hashed(device, "one")),
                    device(2, Optional.of(userName), "d"),
                    IncomingUsers.user("w", "", hashed(seen, "one")));

            FleetReport trial = registry.fleets.tryOut(REGION, own.id(), devices, 0);
            FleetReport run = registry.fleets.take(REGION, own.id(), Origin.of("csv"), devices);

            assertThat(run.created()).extracting(FleetReport.Taken::name).containsExactly("u", "d");
            assertThat(run.skipped()).isEqualTo(trial.skipped()).singleElement().satisfies(skipped -> assertThat(
                            skipped.name())
                    .isEqualTo("w"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u001B[2Jb", "a\u007Fb", "a\nb", "a\tb", "a\0b", "a\uD800", "\u0085"})
    void userNameWithAControlCharacter_comesByNoImport(String userName) {
        assertThat(again(IncomingUsers.user("u", "", hashed(userName, "one"))).skipped())
                .singleElement()
                .extracting(FleetReport.Skipped::reason)
                .isEqualTo("the user name has a control character or half a character (expected: none)");
    }

    /** A client sends them as they are. */
    @Test
    void userNameWithBlanksAroundIt_comesAsItIs() {
        registry.fleets.take(
                REGION, hub.id(), Origin.of("csv"), List.of(IncomingUsers.user("u", "", hashed(" u ", "one"))));

        assertThat(registry.passwords.named(" u ")).hasSize(1);
        assertThat(registry.passwords.named("u")).isEmpty();
    }

    /** The hub is locked when all of the batch is written: what came in between counts all the same. */
    @Test
    void batchThatComesInBetween_takesRoomOfTheOther() {
        registry.limits.put(HubLimit.DEVICES_PER_HUB, 5);

        FleetReport report = takenWith(
                devices(0, 3), () -> registry.fleets.take(REGION, hub.id(), Origin.of("csv"), devices(10, 13)));

        assertThat(report.created()).hasSize(2);
        assertThat(report.skipped()).singleElement().satisfies(skipped -> assertThat(skipped.reason())
                .contains("no room"));
        assertThat(report.room()).isZero();
        assertThat(registry.hubs.get(REGION, hub.id()).deviceCount()).isEqualTo(5);
    }

    @Test
    void batchThatComesInBetween_isCounted_whereThereIsRoomForBoth() {
        FleetReport report = takenWith(
                devices(0, 3), () -> registry.fleets.take(REGION, hub.id(), Origin.of("csv"), devices(10, 13)));

        assertThat(report.created()).hasSize(3);
        assertThat(registry.hubs.get(REGION, hub.id()).deviceCount()).isEqualTo(6);
    }

    @Test
    void sameFleetThatComesInBetween_isThereAlready() {
        FleetReport report =
                takenWith(devices(0, 3), () -> registry.fleets.take(REGION, hub.id(), Origin.of("csv"), devices(1, 4)));

        assertThat(report.created()).extracting(FleetReport.Taken::name).containsExactly("d0");
        assertThat(report.unchanged()).containsExactly("d1", "d2");
        assertThat(registry.hubs.get(REGION, hub.id()).deviceCount()).isEqualTo(4);
    }

    @Test
    void hubThatGetsAnotherPlanInBetween_takesWhatThatAllows() {
        IncomingDevice several = IncomingUsers.comingBy("d", "", Optional.empty());

        FleetReport report = takenWith(List.of(several), () -> {
            registry.hubs.disable(REGION, hub.id());
            registry.hubs.update(
                    REGION,
                    hub.id(),
                    new HubPatch(
                            Optional.empty(),
                            Optional.of(ProductPlan.SHARED),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()));
        });

        assertThat(report.created()).isEmpty();
        assertThat(report.skipped()).singleElement().satisfies(skipped -> assertThat(skipped.reason())
                .startsWith("the hub has the shared plan"));
    }

    @Test
    void hubThatIsDeletedInBetween_isNotThere() {
        assertThatThrownBy(() -> takenWith(devices(0, 3), () -> registry.hubs.delete(REGION, hub.id(), true)))
                .isInstanceOf(ProblemException.class)
                .hasMessage("hub " + hub.id() + " not found");
    }

    /** @param between what others do when it is decided who comes, and nobody has come yet */
    private FleetReport takenWith(List<IncomingDevice> devices, Runnable between) {
        AtomicBoolean done = new AtomicBoolean();
        return registry.fleets.take(REGION, hub.id(), Origin.of("csv"), new AbstractList<>() {
            @Override
            public IncomingDevice get(int index) {
                return devices.get(index);
            }

            @Override
            public int size() {
                return devices.size();
            }

            @Override
            public Iterator<IncomingDevice> iterator() {
                Iterator<IncomingDevice> all = devices.iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        if (!all.hasNext() && done.compareAndSet(false, true)) {
                            between.run();
                        }
                        return all.hasNext();
                    }

                    @Override
                    public IncomingDevice next() {
                        return all.next();
                    }
                };
            }
        });
    }

    private List<FleetReport.Skipped> taken(Hub by) {
        return registry.fleets
                .take(
                        REGION,
                        by.id(),
                        Origin.of("csv"),
                        List.of(IncomingUsers.user("alice", "", hashed("alice", "one"))))
                .skipped();
    }
}
