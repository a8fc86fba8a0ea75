package org.axletree.hub.registry.azure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.credential.CredentialKind;
import org.axletree.hub.registry.credential.DeviceCredential;
import org.axletree.hub.registry.database.TestDatabase;
import org.axletree.hub.registry.device.CredentialedDevice;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.hub.NewHub;
import org.axletree.hub.registry.hub.ProductPlan;
import org.axletree.hub.registry.policy.AccessRight;
import org.axletree.hub.registry.policy.HubPolicy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource
class AzureRegistryTest {
    private static final IdentityDraft KEYS = new IdentityDraft(Optional.empty(), true, "", false);

    @Parameter
    TestDatabase kind;

    private RegistryFixture registry;
    private HubPlace hub;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(kind.open());
        registry.resources.putGroup("gaz", "norwayeast", "{}");
        hub = place(registry.resources.putHub("gaz", "GazHub", AzureResourceService.STANDARD, "{}"));
    }

    private static HubPlace place(AzureHub made) {
        return new HubPlace(made.hub().region(), made.hub().id());
    }

    @Test
    void hub_standsInItsGroup_onTheDedicatedPlan_andItsNameIsTakenWithoutCase() {
        AzureHub made = registry.resources.hub("gaz", "gazhub");

        assertThat(made.hub().productPlan()).isEqualTo(ProductPlan.DEDICATED);
        assertThat(made.hub().projectId()).isEqualTo("gaz");
        assertThat(registry.hubDirectory.idByHost("gazhub")).contains(hub.hubId());
        assertThat(registry.hubDirectory.idByHost(hub.hubId())).contains(hub.hubId());
        registry.resources.putGroup("other", "norwayeast", "{}");
        assertThat(problem(() -> registry.resources.putHub("other", "gazHUB", AzureResourceService.STANDARD, "{}")))
                .isInstanceOf(Problem.TransientState.class);
        assertThat(problem(() -> registry.resources.putHub("none", "hub2", AzureResourceService.STANDARD, "{}")))
                .isInstanceOf(Problem.NotFound.class);
        assertThat(problem(() -> registry.resources.putHub("gaz", "-hub", AzureResourceService.STANDARD, "{}")))
                .isInstanceOf(Problem.InvalidArguments.class);

        registry.resources.deleteGroup("gaz");

        assertThat(registry.resources.groups()).extracting(ResourceGroup::name).containsExactly("other");
        assertThat(registry.hubDirectory.idByHost("gazhub")).isEmpty();
    }

    @Test
    void hostName_thatIsAHubsId_isThatHubs_whateverOthersAreNamed() {
        registry.hub(hub.hubId());

        assertThat(registry.hubDirectory.idByHost(hub.hubId())).contains(hub.hubId());
    }

    /** Hubs that were made otherwise may have one name in several projects. */
    @Test
    void hub_isFoundInItsGroup_whateverOlderOneHasItsName() {
        Hub namesake = registry.hubOf("Twin");
        Hub other = registry.hubs.create(new NewHub(
                RegistryFixture.REGION,
                "Twin",
                Optional.of("elsewhere"),
                ProductPlan.DEDICATED,
                Optional.empty(),
                Optional.empty()));

        assertThat(registry.resources.hub("elsewhere", "twin").hub().id()).isEqualTo(other.id());
        assertThat(registry.resources.hub("Twin", "TWIN").hub().id()).isEqualTo(namesake.id());
        assertThat(registry.resources.hub("elsewhere", other.id()).hub().id()).isEqualTo(other.id());
        assertThat(problem(() -> registry.resources.hub("elsewhere", namesake.id())))
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void identity_hasTwoKeys_byWhichTheGateFindsIt() {
        AzureIdentity device = registry.identities.create(hub, "dev", KEYS);

        assertThat(device.credential().kind()).isEqualTo(CredentialKind.SECRET);
        assertThat(device.credential().primary().orElseThrow()).hasSize(32);
        CredentialedDevice known =
                registry.deviceDirectory.credentialed("gazhub", "dev").orElseThrow();
        assertThat(known.device().dialect()).isEqualTo("azure");
        assertThat(registry.safe
                        .open(device.device().id(), known.credential())
                        .primary()
                        .orElseThrow())
                .isEqualTo(device.credential().primary().orElseThrow());
        assertThat(problem(() -> registry.identities.create(hub, "dev", KEYS)))
                .isInstanceOf(Problem.TransientState.class);
        assertThat(problem(() -> registry.identities.create(hub, "a b", KEYS)))
                .isInstanceOf(Problem.InvalidArguments.class);
        assertThat(registry.identities.count(hub, Optional.empty())).isEqualTo(1);
        assertThat(registry.identities.count(hub, Optional.of(false))).isZero();
    }

    @Test
    void identity_changesOnlyAsItIsKnown() {
        AzureIdentity before = registry.identities.create(hub, "dev", KEYS);
        IdentityDraft draft = new IdentityDraft(
                Optional.of(DeviceCredential.thumbprints("AB".repeat(20), "")), false, "broken", false);

        assertThat(problem(() -> registry.identities.update(hub, "dev", draft, OptionalLong.of(9))))
                .isInstanceOf(Problem.PreconditionFailed.class);
        AzureIdentity after = registry.identities.update(hub, "dev", draft, OptionalLong.of(before.revision()));

        assertThat(after.device().enabled()).isFalse();
        assertThat(after.statusReason()).isEqualTo("broken");
        assertThat(after.revision()).isEqualTo(before.revision() + 1);
        assertThat(after.credential().primaryThumbprint()).isEqualTo("ab".repeat(20));
        assertThat(registry.deviceDirectory.isThumbprint(List.of("ab".repeat(20))))
                .isTrue();
    }

    /** docs/adr/0056: whoever goes or stops takes the parts along. */
    @Test
    void module_goesWithItsDevice() {
        registry.identities.create(hub, "dev", KEYS);
        registry.identities.create(hub, "dev/mod", KEYS);
        assertThat(registry.identities.modules(hub, "dev"))
                .extracting(AzureIdentity::moduleName)
                .containsExactly("mod");

        registry.identities.update(
                hub, "dev", new IdentityDraft(Optional.empty(), false, "", false), OptionalLong.empty());
        assertThat(registry.deviceDirectory.credentialed("gazhub", "dev/mod"))
                .get()
                .matches(module -> !module.device().enabled());

        registry.identities.delete(hub, "dev", OptionalLong.empty());
        assertThat(registry.identities.find(hub, "dev/mod")).isEmpty();
        assertThat(registry.hubs.get(hub.region(), hub.hubId()).deviceCount()).isZero();
    }

    @Test
    void twin_isMerged_andNullRemoves_andVersionsCount() {
        AzureIdentity device = registry.identities.create(hub, "dev", KEYS);
        registry.azureTwins.change(hub, "dev", desired("{'a':{'b':1,'c':2}}"));

        AzureTwin twin = registry.azureTwins.change(hub, "dev", desired("{'a':{'b':null,'d':3}}"));

        assertThat(twin.desired()).isEqualTo(json("{'a':{'c':2,'d':3}}"));
        assertThat(twin.desiredVersion()).isEqualTo(3);
        assertThat(registry.azureTwins.report(identity(device), json("{'x':1}"), OptionalLong.of(1)))
                .isEqualTo(2);
        assertThat(problem(() -> registry.azureTwins.report(identity(device), json("{'x':2}"), OptionalLong.of(1))))
                .isInstanceOf(Problem.PreconditionFailed.class);
        assertThat(registry.azureTwins.ownOf(identity(device)).reported()).isEqualTo(json("{'x':1}"));
    }

    @Test
    void twins_ofSomeNames_areFoundInTheirOrder() {
        Stream.of("a", "b", "c", "d").forEach(name -> registry.identities.create(hub, name, KEYS));
        registry.identities.create(hub, "a/m", KEYS);
        Set<String> names = Set.of("d", "b", "a", "a/m", "x", "no name\u0000");

        assertThat(names(registry.azureTwins.find(hub, names, "", 10, twin -> true)))
                .containsExactly("a", "b", "d");
        assertThat(names(registry.azureTwins.find(hub, names, "a", 1, twin -> true)))
                .containsExactly("b");
        assertThat(names(registry.azureTwins.find(hub, names, "", 1, twin -> !twin.identity()
                        .device()
                        .name()
                        .equals("a"))))
                .containsExactly("b");
        assertThat(registry.azureTwins.find(hub, Set.of("no name\u0000"), "", 1, twin -> true))
                .isEmpty();
    }

    private static List<String> names(List<AzureTwin> twins) {
        return twins.stream().map(twin -> twin.identity().device().name()).toList();
    }

    @Test
    void twin_thatIsTooLargeOrTooDeep_isRefused() {
        registry.identities.create(hub, "dev", KEYS);
        String large = "{'a':'" + "x".repeat(32 * 1024) + "'}";
        String deep = "{'a':".repeat(12) + "1" + "}".repeat(12);

        for (String properties : List.of(large, deep, "{'a.b':1}", "{'$a':1}", "{'a b':1}")) {
            assertThat(problem(() -> registry.azureTwins.change(hub, "dev", desired(properties))))
                    .isInstanceOf(Problem.InvalidArguments.class);
        }
        assertThat(registry.azureTwins.get(hub, "dev").desiredVersion()).isEqualTo(1);
    }

    @Test
    void messages_waitInTheirOrder_untilTheyAreTaken_andTellWhatBecameOfThem() {
        AzureIdentity device = registry.identities.create(hub, "dev", KEYS);
        String id = device.device().id();
        registry.cloudMessages.enqueue(hub, "dev", message("m1", "full"));
        registry.cloudMessages.enqueue(hub, "dev", message("m2", "none"));
        assertThat(registry.cloudMessages.waitingDevices()).containsExactly(id);
        assertThat(registry.identities.get(hub, "dev").waitingMessages()).isEqualTo(2);

        CloudMessage first = registry.cloudMessages.oldest(id).orElseThrow();
        assertThat(first.payload()).asString(UTF_8).isEqualTo("m1");
        registry.cloudMessages.taken(first.id());

        assertThat(registry.cloudMessages.oldest(id).orElseThrow().payload())
                .asString(UTF_8)
                .isEqualTo("m2");
        assertThat(registry.cloudMessages.purge(hub, "dev")).isEqualTo(1);
        FeedbackBatch batch = registry.cloudMessages.feedback(hub).orElseThrow();
        assertThat(batch.feedback()).singleElement().satisfies(feedback -> {
            assertThat(feedback.messageId()).isEqualTo("m1");
            assertThat(feedback.status()).isEqualTo("Success");
        });
        assertThat(registry.cloudMessages.feedback(hub)).isEmpty();
        registry.cloudMessages.feedbackRead(hub, batch.lock());
        assertThat(problem(() -> registry.cloudMessages.feedbackRead(hub, batch.lock())))
                .isInstanceOf(Problem.PreconditionFailed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a#b", "a+b", "dev/m#x"})
    void message_toADeviceThatNoTopicCanName_isRefused_andNothingIsKept(String name) {
        registry.identities.create(hub, "dev", KEYS);
        AzureIdentity device = registry.identities.create(hub, name, KEYS);

        assertThat(problem(() -> registry.cloudMessages.enqueue(hub, name, message("m1", "full"))))
                .isInstanceOf(Problem.InvalidArguments.class)
                .extracting(Problem::message)
                .asString()
                .contains("no message reaches " + name, "has # or +");
        assertThat(registry.cloudMessages.oldest(device.device().id())).isEmpty();
        assertThat(problem(() -> registry.cloudMessages.enqueue(hub, "x#", message("m1", "full"))))
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void messages_areAtMostSoMany_andTriedAtMostSoOften() {
        registry.limits.put(HubLimit.CLOUD_MESSAGES, 1);
        AzureIdentity device = registry.identities.create(hub, "dev", KEYS);
        registry.cloudMessages.enqueue(hub, "dev", message("m1", "negative"));
        assertThat(problem(() -> registry.cloudMessages.enqueue(hub, "dev", message("m2", "none"))))
                .isInstanceOf(Problem.QuotaExceeded.class);

        CloudMessage waiting =
                registry.cloudMessages.oldest(device.device().id()).orElseThrow();
        for (int i = 0; i < AzureResourceService.STANDARD.maxDeliveryCount(); i++) {
            registry.cloudMessages.notTaken(waiting.id());
        }

        assertThat(registry.cloudMessages.oldest(device.device().id())).isEmpty();
        assertThat(registry.cloudMessages.feedback(hub).orElseThrow().feedback())
                .extracting(CloudFeedback::status)
                .containsExactly("DeliveryCountExceeded");
    }

    @Test
    void policies_areFive_withKeysOfTheirOwn_whichCanBeChanged() {
        assertThat(registry.policies.find(hub.hubId(), "iothubowner")).isEmpty();

        List<HubPolicy> all = registry.policies.all(hub.region(), hub.hubId());

        assertThat(all)
                .extracting(HubPolicy::name)
                .containsExactly("iothubowner", "service", "device", "registryRead", "registryReadWrite");
        assertThat(all.get(0).has(AccessRight.REGISTRY_READ)).isTrue();
        assertThat(all.get(1).has(AccessRight.DEVICE_CONNECT)).isFalse();
        HubPolicy changed = registry.policies.change(
                hub.region(), hub.hubId(), "device", Optional.of(new byte[32]), Optional.empty());
        assertThat(changed.primary()).isEqualTo(new byte[32]);
        assertThat(changed.secondary()).isEqualTo(all.get(2).secondary());
    }

    private static DeviceIdentity identity(AzureIdentity device) {
        return new DeviceIdentity(
                device.device().hubId(),
                "GazHub",
                device.device().id(),
                device.device().name());
    }

    private static CloudMessageDraft message(String id, String ack) {
        return new CloudMessageDraft(id, ack, Optional.empty(), JsonValue.EMPTY_JSON_OBJECT, id.getBytes(UTF_8));
    }

    private static TwinPatch desired(String properties) {
        return new TwinPatch(Optional.empty(), Optional.of(json(properties)), false, OptionalLong.empty());
    }

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
            return reader.readObject();
        }
    }

    private static Problem problem(ThrowingCallable work) {
        ProblemException[] caught = new ProblemException[1];
        assertThatThrownBy(work).isInstanceOfSatisfying(ProblemException.class, e -> caught[0] = e);
        return caught[0].problem();
    }
}
