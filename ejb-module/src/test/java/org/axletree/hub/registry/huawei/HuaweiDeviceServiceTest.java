package org.axletree.hub.registry.huawei;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.axletree.core.event.RegistryChange;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.credential.CredentialKind;
import org.axletree.hub.registry.credential.DeviceCredential;
import org.axletree.hub.registry.database.TestDatabase;
import org.axletree.hub.registry.device.DeviceRemoval;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.hub.ProductPlan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows N1 to N4 of docs/reference/dialects/huawei.md. */
@ParameterizedClass
@EnumSource
class HuaweiDeviceServiceTest {
    @Parameter
    TestDatabase kind;

    private RegistryFixture registry;
    private Hub hub;
    private HuaweiAddress address;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(kind.open());
        hub = registry.hub("hub");
        address = new HuaweiAddress(hub.projectId(), Optional.empty());
    }

    @Test
    void device_registered_hasTheIdOfItsProductAndNode() {
        HuaweiDevice device = create(HuaweiDevices.withSecret("n1", "12345678", 0));

        assertThat(device.id()).isEqualTo("p_n1");
        assertThat(device.device().hubId()).isEqualTo(hub.id());
        assertThat(device.device().allowInsecure()).isFalse();
        assertThat(device.device().dialect()).isEqualTo("huawei");
        assertThat(device.status()).isEqualTo(HuaweiStatus.INACTIVE);
        assertThat(registry.huawei.get(address, "p_n1")).isEqualTo(device);
    }

    @Test
    void secret_notGiven_isMade() {
        HuaweiDeviceService.Registered registered =
                registry.huawei.create(address, HuaweiDevices.behind(gateway(), "n1"), MessageFilters.EVERYTHING);

        assertThat(registered.secret())
                .hasValueSatisfying(secret -> assertThat(secret).matches("[0-9a-f]{32}"));
    }

    /** Whoever deletes it; a gateway that deletes it itself, or goes too, need not be told. */
    @Test
    void childThatIsDeleted_isMissedByItsGateway_unlessThatWishedIt() {
        String gateway = gateway();
        HuaweiDevice first = create(HuaweiDevices.behind(gateway, "c1"));
        create(HuaweiDevices.behind(gateway, "c2"));
        HuaweiDevice third = create(HuaweiDevices.behind(gateway, "c3"));
        Optional<String> parent = first.device().parentId();

        registry.devices.delete(hub.region(), first.device().id());
        registry.huawei.deleteChild(address, gateway, "p_c2");
        registry.devices.delete(hub.region(), parent.orElseThrow());

        assertThat(registry.removals)
                .extracting(DeviceRemoval::parentId)
                .containsExactly(parent, Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(registry.removals.get(2).deviceId()).isEqualTo(third.device().id());
    }

    @Test
    void device_registeredTwice_isRefusedInWhateverHub() {
        create(HuaweiDevices.withSecret("n1", "12345678", 0));
        Hub other = registry.hub("other");

        assertRefused(
                () -> registry.huawei.create(
                        new HuaweiAddress(other.projectId(), Optional.of(other.id())),
                        HuaweiDevices.withSecret("n1", "12345678", 0),
                        MessageFilters.EVERYTHING),
                Problem.InvalidArguments.class);
    }

    @Test
    void project_withSeveralHubs_needsAnInstance() {
        registry.hub("other");

        assertRefused(() -> create(HuaweiDevices.withSecret("n1", "12345678", 0)), Problem.InvalidArguments.class);
        assertRefused(
                () -> registry.huawei.create(
                        new HuaweiAddress("another-project", Optional.of(hub.id())),
                        HuaweiDevices.withSecret("n1", "12345678", 0),
                        MessageFilters.EVERYTHING),
                Problem.NotFound.class);
    }

    @Test
    void sharedHub_takesNoSuchDevice() {
        Hub shared = registry.hub("shared", ProductPlan.SHARED);

        assertRefused(
                () -> registry.huawei.create(
                        new HuaweiAddress(shared.projectId(), Optional.of(shared.id())),
                        HuaweiDevices.withSecret("n1", "12345678", 0),
                        MessageFilters.EVERYTHING),
                Problem.PreconditionFailed.class);
    }

    @Test
    void badArguments_areNamedTogether_andNoSecretIsRepeated() {
        assertThatThrownBy(() -> create(HuaweiDevices.withSecret("n 1", "pass wd", 0)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("node_id")
                .hasMessageContaining("device_id")
                .hasMessageContaining("auth_info.secret")
                .hasMessageNotContaining("pass wd");
    }

    @Test
    void registration_notUsedInTime_isNotThereAnyMore() {
        create(HuaweiDevices.withSecret("n1", "12345678", 1));
        assertThat(registry.huaweiDirectory.login("p_n1").orElseThrow().expiresAt())
                .isPresent();

        registry.huaweiDirectory.activate(
                registry.huaweiDirectory
                        .login("p_n1")
                        .orElseThrow()
                        .device()
                        .identity()
                        .deviceId(),
                Instant.now());

        HuaweiLogin activated = registry.huaweiDirectory.login("p_n1").orElseThrow();
        assertThat(activated.expiresAt()).isEmpty();
        assertThat(activated.activated()).isTrue();
        assertThat(registry.huawei.get(address, "p_n1").status()).isEqualTo(HuaweiStatus.OFFLINE);
    }

    @Test
    void gateway_withChildren_cannotBeDeleted() {
        String gateway = gateway();
        HuaweiDevice child = create(HuaweiDevices.behind(gateway, "c1"));

        assertThat(child.gatewayId()).contains(gateway);
        assertRefused(() -> registry.huawei.delete(address, gateway), Problem.PreconditionFailed.class);
        assertRefused(() -> create(HuaweiDevices.behind("p_c1", "c2")), Problem.InvalidArguments.class);
        assertRefused(() -> create(HuaweiDevices.behind("p_none", "c2")), Problem.NotFound.class);
        assertRefused(() -> registry.huawei.freeze(address, "p_c1"), Problem.PreconditionFailed.class);

        registry.huawei.delete(address, "p_c1");
        registry.huawei.delete(address, gateway);
        assertThat(registry.huaweiDirectory.login(gateway)).isEmpty();
    }

    @Test
    void frozenDevice_isDisabled_andSaysSo() {
        HuaweiDevice device = create(HuaweiDevices.withSecret("n1", "12345678", 0));

        registry.huawei.freeze(address, device.id());

        assertThat(registry.huawei.get(address, device.id()).status()).isEqualTo(HuaweiStatus.FROZEN);
        assertThat(registry.events)
                .contains(new RegistryChange.DeviceRevoked(
                        hub.id(), device.device().id(), Reason.DEVICE_DISABLED));
        registry.huawei.unfreeze(address, device.id());
        assertThat(registry.huawei.get(address, device.id()).status()).isEqualTo(HuaweiStatus.INACTIVE);
    }

    @Test
    void secret_reset_takesThePlaceOfTheOneThatIsMeant() {
        HuaweiDevice device = create(HuaweiDevices.withSecret("n1", "12345678", 0));

        registry.huawei.resetSecret(address, device.id(), CredentialSlot.SECONDARY, Optional.of("second-one"), false);
        assertThat(registry.events).noneMatch(RegistryChange.DeviceRevoked.class::isInstance);
        String made = registry.huawei.resetSecret(address, device.id(), CredentialSlot.PRIMARY, Optional.empty(), true);

        DeviceCredential credential = credentialOf(device);
        assertThat(new String(credential.primary().orElseThrow(), US_ASCII)).isEqualTo(made);
        assertThat(new String(credential.secondary().orElseThrow(), US_ASCII)).isEqualTo("second-one");
        assertThat(registry.events)
                .contains(new RegistryChange.DeviceRevoked(
                        hub.id(), device.device().id(), Reason.CREDENTIAL_RESET));
    }

    @Test
    void credential_ofAnotherKind_isNotReset() {
        HuaweiDevice certified = create(HuaweiDevices.withFingerprint("n1", ""));
        HuaweiDevice keyed = create(HuaweiDevices.withSecret("n2", "12345678", 0));

        for (CredentialSlot slot : CredentialSlot.values()) {
            assertRefused(
                    () -> registry.huawei.resetSecret(address, certified.id(), slot, Optional.empty(), true),
                    Problem.PreconditionFailed.class);
            assertRefused(
                    () -> registry.huawei.resetFingerprint(address, keyed.id(), slot, "", true),
                    Problem.PreconditionFailed.class);
        }
        assertThat(registry.huawei.get(address, certified.id()).kind()).isEqualTo(CredentialKind.THUMBPRINT);
        assertThat(registry.events).noneMatch(RegistryChange.DeviceRevoked.class::isInstance);
    }

    @Test
    void appId_besideTheInstance_namesTheSameHub_orIsRefused() {
        Hub second = registry.hub("second");
        HuaweiAddress there = new HuaweiAddress(hub.projectId(), Optional.of(hub.id()));
        String foreign = registry.hubOf("others").id();

        assertRefused(
                () -> registry.huawei.create(there, HuaweiDevices.ofApp(second.id(), "n1"), MessageFilters.EVERYTHING),
                Problem.InvalidArguments.class);
        for (String unknown : List.of("unknown", foreign)) {
            assertRefused(
                    () -> registry.huawei.create(there, HuaweiDevices.ofApp(unknown, "n1"), MessageFilters.EVERYTHING),
                    Problem.NotFound.class);
        }
        assertThat(registry.huawei
                        .create(there, HuaweiDevices.ofApp(hub.id(), "n1"), MessageFilters.EVERYTHING)
                        .device()
                        .device()
                        .hubId())
                .isEqualTo(hub.id());
    }

    @Test
    void fingerprint_emptied_isFixedOnce() {
        HuaweiDevice device = create(HuaweiDevices.withFingerprint("n1", "AB".repeat(20)));
        assertThat(device.fingerprint()).isEqualTo("ab".repeat(20));

        registry.huawei.resetFingerprint(address, device.id(), CredentialSlot.PRIMARY, "", false);

        assertThat(registry.huaweiDirectory.fixFingerprint(device.device().id(), "cd".repeat(32)))
                .isTrue();
        assertThat(registry.huaweiDirectory.fixFingerprint(device.device().id(), "ef".repeat(32)))
                .isFalse();
        assertThat(registry.huawei.get(address, device.id()).fingerprint()).isEqualTo("cd".repeat(32));
    }

    @Test
    void list_goesOnBehindItsMarker_andIsRestricted() {
        String gateway = gateway();
        create(HuaweiDevices.behind(gateway, "c2"));
        create(HuaweiDevices.behind(gateway, "c1"));

        assertThat(ids(query(Optional.empty(), "", 2))).containsExactly("p_c1", "p_c2");
        assertThat(ids(query(Optional.empty(), "p_c2", 2))).containsExactly(gateway);
        assertThat(ids(query(Optional.of(gateway), "", 50))).containsExactly("p_c1", "p_c2");
    }

    private static HuaweiQuery query(Optional<String> gatewayId, String marker, int limit) {
        return new HuaweiQuery(Optional.of("p"), gatewayId, Optional.empty(), Optional.empty(), marker, limit);
    }

    private List<String> ids(HuaweiQuery query) {
        return registry.huawei.list(address, Optional.empty(), query).stream()
                .map(HuaweiDevice::id)
                .toList();
    }

    private DeviceCredential credentialOf(HuaweiDevice device) {
        return registry.safe.open(
                device.device().id(),
                registry.huaweiDirectory.login(device.id()).orElseThrow().credential());
    }

    private String gateway() {
        return create(HuaweiDevices.withSecret("gateway", "12345678", 0)).id();
    }

    private HuaweiDevice create(NewHuaweiDevice device) {
        return registry.huawei
                .create(address, device, MessageFilters.EVERYTHING)
                .device();
    }

    private static void assertRefused(Runnable call, Class<? extends Problem> problem) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(refused.problem())
                        .isInstanceOf(problem));
    }
}
