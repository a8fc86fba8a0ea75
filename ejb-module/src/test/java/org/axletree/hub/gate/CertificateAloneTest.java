package org.axletree.hub.gate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.axletree.core.door.Admission;
import org.axletree.core.door.DoorTerms;
import org.axletree.core.door.Recognition;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.identity.ConnectionSecurity;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.authority.ClientChain;
import org.axletree.hub.authority.OwnerPki;
import org.axletree.hub.authority.TestAuthorities;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.azure.HubPlace;
import org.axletree.hub.registry.azure.IdentityDraft;
import org.axletree.hub.registry.credential.DeviceCredential;
import org.axletree.hub.registry.database.TestDatabase;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.huawei.CredentialSlot;
import org.axletree.hub.registry.huawei.HuaweiAddress;
import org.axletree.hub.registry.huawei.HuaweiDevices;
import org.axletree.hub.registry.huawei.HuaweiLogin;
import org.axletree.hub.registry.hub.Hub;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A device of Azure's or Huawei's shows its certificate and says nothing else of use. */
class CertificateAloneTest {
    private RegistryFixture registry;
    private Hub hub;
    private Hub other;
    private OwnerPki pki;
    private Gate gate;

    @TempDir
    Path directory;

    @BeforeEach
    void open() throws Exception {
        registry = new RegistryFixture(TestDatabase.H2.open());
        hub = registry.hubOf("mine");
        other = registry.hubOf("others");
        pki = new OwnerPki(directory);
        pki.root("own");
        Clock clock = Clock.systemUTC();
        AzureAuthenticator azure = new AzureAuthenticator(
                registry.deviceDirectory,
                registry.hubDirectory,
                registry.safe,
                registry.policies,
                registry.deviceAuthorityDirectory,
                clock);
        HuaweiAuthenticator huawei = new HuaweiAuthenticator(
                registry.huaweiDirectory,
                registry.safe,
                new HuaweiCertificates(registry.huaweiDirectory, registry.deviceAuthorityDirectory),
                clock);
        HuaweiStrangers strangers = new HuaweiStrangers(registry.huaweiDirectory);
        CloudAuthenticators clouds = new CloudAuthenticators() {
            @Override
            List<Authenticator> first() {
                return List.of(azure, huawei);
            }

            @Override
            List<Authenticator> last() {
                return List.of(strangers);
            }

            @Override
            Authenticator certificateAlone() {
                return new CertificateAlone(
                        new CloudHolders(registry.deviceDirectory, registry.deviceAuthorityDirectory, clock),
                        azure,
                        huawei,
                        strangers);
            }
        };
        gate = TestGates.of(registry, clouds);
    }

    @ParameterizedTest
    @CsvSource({"lamp, ''", "lamp, lamp", "lamp, foo", "'', ''", "another, lamp"})
    void device_ofAThumbprint_isAdmittedAsItself(String clientId, String userName) throws Exception {
        azure(hub, "lamp", thumbprint("own"));

        Decision decision = admit(clientId, userName, "", "own");

        assertThat(decision.admission()).isInstanceOfSatisfying(Admission.Admitted.class, admitted -> {
            assertThat(admitted.identity().deviceName()).isEqualTo("lamp");
            assertThat(admitted.identity().hubId()).isEqualTo(hub.id());
            assertThat(admitted.dialect()).isEqualTo("azure");
            assertThat(admitted.authMethod()).contains("x509", "\"device\"");
        });
    }

    @ParameterizedTest
    @CsvSource({
        // client id, user name, password, reason
        "lamp, '', secret, CREDENTIAL_KIND_WRONG",
        "lamp, lamp, SharedAccessSignature sr=x, CREDENTIAL_KIND_WRONG",
        "lamp, others.localhost/lamp/?api-version=2021-04-12, '', UNIDENTIFIED",
        "lamp, mine.localhost/lamq/?api-version=2021-04-12, '', UNIDENTIFIED",
        "lamp_0_0_2025041401, lamp, '', DEVICE_UNKNOWN"
    })
    void deviceThatSaysMore_isJudgedByThat(String clientId, String userName, String password, Reason reason)
            throws Exception {
        azure(hub, "lamp", thumbprint("own"));

        assertThat(reasonOf(admit(clientId, userName, password, "own"))).isEqualTo(reason);
    }

    @Test
    void disabledDevice_isRefusedForThat() throws Exception {
        azure(hub, "lamp", thumbprint("own"));
        String id = id(hub, "lamp");
        registry.devices.disable(RegistryFixture.REGION, id);

        Decision decision = admit("lamp", "", "", "own");

        assertThat(reasonOf(decision)).isEqualTo(Reason.DEVICE_DISABLED);
        assertThat(decision.deviceId()).isEqualTo(id);
    }

    @Test
    void certificateOfNobody_admitsNobody() throws Exception {
        azure(hub, "lamp", thumbprint("own"));
        pki.root("stranger");

        assertThat(reasonOf(admit("lamp", "lamp", "", "stranger"))).isEqualTo(Reason.INVALID_CERTIFICATE);
    }

    /** Also where a certificate is shown, the pace of the answers does not tell who exists. */
    @ParameterizedTest
    @CsvSource({"lamp", "gone"})
    void guesses_areSlowedDown_whetherThereIsSuchADeviceOrNot(String name) throws Exception {
        azure(hub, "lamp", thumbprint("own"));
        pki.root("stranger");
        List<Integer> delays = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Decision decision = admit(name, "mine.localhost/" + name + "/", "", "stranger");
            assertThat(decision.admission())
                    .isInstanceOfSatisfying(Admission.Refused.class, refused -> delays.add(refused.delayMillis()));
        }

        assertThat(delays).startsWith(0, 0, 0).last().matches(delay -> delay > 0);
    }

    /** A thumbprint is no secret: whoever registers another's gets nothing but the refusal of both, which both learn of. */
    @Test
    void certificateOfTwo_admitsNeither_unlessTheDeviceNamesItself() throws Exception {
        azure(hub, "lamp", thumbprint("own"));
        azure(other, "lamp", thumbprint("own"));

        Decision decision = admit("lamp", "", "", "own");

        assertThat(reasonOf(decision)).isEqualTo(Reason.CERTIFICATE_CLAIMED);
        assertThat(decision.claimants())
                .extracting(DeviceIdentity::hubId)
                .containsExactlyInAnyOrder(hub.id(), other.id());
        assertThat(decision.claimants())
                .extracting(decision::detailFor)
                .containsOnly("another hub says that it is a device's there");
        assertThat(admit("lamp", "mine.localhost/lamp/?api-version=2021-04-12", "", "own")
                        .hubId())
                .isEqualTo(hub.id());
    }

    /** Each owner is told of the own hub's by name, and of others' no more than that there is one. */
    @Test
    void certificateOfSeveralInOneHub_isToldSo() throws Exception {
        azure(hub, "lamp", thumbprint("own"));
        azure(hub, "bulb", thumbprint("own"));
        Decision within = admit("lamp", "", "", "own");
        assertThat(within.claimants())
                .extracting(within::detailFor)
                .containsOnly("devices of this hub have it: bulb, lamp");

        azure(other, "secret", thumbprint("own"));
        Decision across = admit("lamp", "", "", "own");
        assertThat(across.claimants())
                .extracting(across::detailFor)
                .containsExactlyInAnyOrder(
                        "devices of this hub have it: bulb, lamp; another hub says that it is a device's there",
                        "devices of this hub have it: bulb, lamp; another hub says that it is a device's there",
                        "another hub says that it is a device's there");
    }

    /** Nor does the certificate lead to a device of the hub's own dialect whose owner only says that it has it. */
    @Test
    void certificateThatAnotherClaims_isContested() throws Exception {
        azure(hub, "lamp", thumbprint("own"));
        Device impostor = registry.device(other.id(), "impostor");
        registry.certificates.replace(RegistryFixture.REGION, impostor.id(), pki.pem("own"));

        assertThat(reasonOf(admit("lamp", "", "", "own"))).isEqualTo(Reason.CERTIFICATE_CLAIMED);
        assertThat(reasonOf(admit("lamp", id(hub, "lamp"), "", "own"))).isEqualTo(Reason.CERTIFICATE_CLAIMED);
        assertThat(admit("lamp", "mine.localhost/lamp/?api-version=2021-04-12", "", "own")
                        .hubId())
                .isEqualTo(hub.id());
        assertThat(admit("", impostor.id(), "", "own").deviceId()).isEqualTo(impostor.id());
    }

    @Test
    void device_ofAVerifiedAuthority_isFoundByItsCommonName_inThatHubAlone() throws Exception {
        verified(hub, "ca");
        azure(hub, "dca", DeviceCredential.AUTHORITY);
        azure(other, "dca", DeviceCredential.AUTHORITY);
        azure(hub, "print", thumbprint("own"));
        for (String name : List.of("dca", "print", "gone")) {
            pki.leaf(name, "/CN=" + name, "ca", "");
        }
        pki.root("ca2");
        registry.deviceAuthorities.put(
                RegistryFixture.REGION, other.id(), "unverified", pki.pem("ca2"), OptionalLong.empty());
        pki.leaf("unverified", "/CN=dca", "ca2", "");

        Decision decision = admit("dca", "", "", "dca");
        assertThat(decision.admission()).isInstanceOf(Admission.Admitted.class);
        assertThat(decision.deviceId()).isEqualTo(id(hub, "dca"));
        // A device of a thumbprint has that alone.
        assertThat(reasonOf(admit("print", "", "", "print"))).isEqualTo(Reason.INVALID_CERTIFICATE);
        assertThat(reasonOf(admit("gone", "", "", "gone"))).isEqualTo(Reason.INVALID_CERTIFICATE);
        assertThat(reasonOf(admit("dca", "", "", "unverified"))).isEqualTo(Reason.INVALID_CERTIFICATE);
    }

    @Test
    void deviceOfHuaweis_isAdmitted_andItsFingerprintIsFixedByTheFirst() throws Exception {
        verified(hub, "ca");
        HuaweiAddress address = new HuaweiAddress(hub.projectId(), Optional.empty());
        registry.huawei.create(address, HuaweiDevices.withFingerprint("n", ""), MessageFilters.EVERYTHING);
        registry.huawei.create(
                address, HuaweiDevices.withFingerprint("own", chain("own").fingerprint()), MessageFilters.EVERYTHING);
        pki.leaf("first", "/CN=p_n", "ca", "");
        pki.leaf("second", "/CN=p_n", "ca", "");

        assertThat(admit("", "", "", "own").admission())
                .isInstanceOfSatisfying(Admission.Admitted.class, admitted -> assertThat(admitted.dialect())
                        .isEqualTo("huawei"));
        assertThat(admit("p_n", "", "", "first").deviceId()).isEqualTo(id(hub, "p_n"));
        assertThat(registry.huaweiDirectory.login("p_n").orElseThrow().activated())
                .isTrue();
        assertThat(reasonOf(admit("p_n", "", "", "second"))).isEqualTo(Reason.INVALID_CERTIFICATE);
        registry.huawei.freeze(address, "p_n");
        assertThat(reasonOf(admit("p_n", "", "", "first"))).isEqualTo(Reason.DEVICE_DISABLED);
    }

    /** Frozen, with a keep-alive that is refused, or another's proof: whoever is turned away does not decide who the device is. */
    @Test
    void fingerprint_isFixedByNobodyWhoIsTurnedAway() throws Exception {
        verified(hub, "ca");
        HuaweiAddress address = new HuaweiAddress(hub.projectId(), Optional.empty());
        registry.huawei.create(address, HuaweiDevices.withFingerprint("n", ""), MessageFilters.EVERYTHING);
        pki.leaf("nobody", "/CN=nobody", "ca", "");
        pki.leaf("genuine", "/CN=p_n", "ca", "");
        String form = "p_n_0_0_2025041401";

        registry.huawei.freeze(address, "p_n");
        assertThat(reasonOf(admit(form, "p_n", "", "nobody"))).isEqualTo(Reason.DEVICE_DISABLED);
        registry.huawei.unfreeze(address, "p_n");
        DoorTerms refusing = admitted -> Optional.of(Reason.KEEP_ALIVE_OUT_OF_RANGE);
        gate.admit(request(form, "p_n", "", "nobody"), refusing);
        HuaweiLogin untouched = registry.huaweiDirectory.login("p_n").orElseThrow();
        assertThat(untouched.credential().primaryThumbprint()).isEmpty();
        assertThat(untouched.activated()).isFalse();

        assertThat(admit(form, "p_n", "", "genuine").admission()).isInstanceOf(Admission.Admitted.class);
        HuaweiLogin fixed = registry.huaweiDirectory.login("p_n").orElseThrow();
        assertThat(fixed.credential().primaryThumbprint())
                .isEqualTo(chain("genuine").fingerprint());
        assertThat(fixed.activated()).isTrue();
        assertThat(reasonOf(admit(form, "p_n", "", "nobody"))).isEqualTo(Reason.INVALID_CERTIFICATE);
    }

    /** By whatever it shows: a secret, an owner's authority, a certificate of the hub's. */
    @Test
    void child_doesNotConnectItself() throws Exception {
        verified(hub, "ca");
        HuaweiAddress address = new HuaweiAddress(hub.projectId(), Optional.empty());
        registry.huawei.create(address, HuaweiDevices.withSecret("g", "12345678", 0), MessageFilters.EVERYTHING);
        registry.huawei.create(address, HuaweiDevices.behind("p_g", "s"), MessageFilters.EVERYTHING);
        registry.huawei.create(address, HuaweiDevices.certifiedBehind("p_g", "c"), MessageFilters.EVERYTHING);
        registry.huawei.resetSecret(address, "p_s", CredentialSlot.PRIMARY, Optional.of("12345678"), false);
        pki.leaf("child", "/CN=p_c", "ca", "");
        X509Certificate issued = issued(id(hub, "p_c"));

        for (Decision decision : List.of(
                gate.admit(withSecret("p_s"), DoorTerms.NONE),
                admit("p_c_0_0_2025041401", "p_c", "", "child"),
                admit("p_c", "", "", "child"),
                admitted("c", issued))) {
            assertThat(reasonOf(decision)).isEqualTo(Reason.CHILD_CONNECTS);
            assertThat(decision.deviceId()).isIn(id(hub, "p_s"), id(hub, "p_c"));
        }
        assertThat(registry.huaweiDirectory
                        .login("p_c")
                        .orElseThrow()
                        .credential()
                        .primaryThumbprint())
                .isEmpty();
        assertThat(gate.admit(withSecret("p_g"), DoorTerms.NONE).admission()).isInstanceOf(Admission.Admitted.class);
    }

    /** Of the time before its device was given something else to prove itself with. */
    @Test
    void certificateOfTheHubs_isWorthNothing_whereTheDeviceProvesItselfOtherwise() throws Exception {
        HuaweiAddress address = new HuaweiAddress(hub.projectId(), Optional.empty());
        registry.huawei.create(address, HuaweiDevices.withFingerprint("n", ""), MessageFilters.EVERYTHING);
        X509Certificate issued = issued(id(hub, "p_n"));
        assertThat(admitted("c", issued).deviceId()).isEqualTo(id(hub, "p_n"));

        registry.huawei.resetFingerprint(address, "p_n", CredentialSlot.PRIMARY, "ab".repeat(20), false);

        Decision decision = admitted("c", issued);
        assertThat(reasonOf(decision)).isEqualTo(Reason.CREDENTIAL_KIND_WRONG);
        assertThat(decision.hubId()).isEqualTo(hub.id());
        assertThat(gate.recognise(List.of(issued)))
                .isEqualTo(new Recognition.Unrecognised(Reason.CREDENTIAL_KIND_WRONG, hub.id()));
    }

    private X509Certificate issued(String deviceId) {
        return TestAuthorities.read(registry.certificates
                .renew(RegistryFixture.REGION, deviceId)
                .certificate()
                .orElseThrow()
                .certificatePem());
    }

    private Decision admitted(String clientId, X509Certificate shown) {
        return gate.admit(
                new ConnectRequest(
                        1,
                        ConnectionSecurity.MUTUAL_TLS,
                        List.of(shown),
                        clientId,
                        "",
                        new byte[0],
                        "MQTT 3.1.1",
                        "192.0.2.1:4711"),
                DoorTerms.NONE);
    }

    /** The vector of Huawei's documents: secret 12345678, hour 2025041401. */
    private static ConnectRequest withSecret(String id) {
        return new ConnectRequest(
                1,
                ConnectionSecurity.SERVER_TLS,
                List.of(),
                id + "_0_0_2025041401",
                id,
                "c75150e6cb841417396819e4d2ee4358a416344a03a083e3a8567074ddec820a".getBytes(UTF_8),
                "MQTT 3.1.1",
                "192.0.2.1:4711");
    }

    private void verified(Hub owner, String name) throws Exception {
        pki.root(name);
        registry.deviceAuthorities.put(RegistryFixture.REGION, owner.id(), name, pki.pem(name), OptionalLong.empty());
        String code = registry.deviceAuthorities
                .newCode(RegistryFixture.REGION, owner.id(), name, OptionalLong.empty())
                .code()
                .orElseThrow();
        pki.leaf("proof", "/CN=" + code, name, "");
        registry.deviceAuthorities.verify(
                RegistryFixture.REGION, owner.id(), name, pki.pem("proof"), OptionalLong.empty());
    }

    private void azure(Hub owner, String name, DeviceCredential credential) {
        registry.identities.create(
                new HubPlace(RegistryFixture.REGION, owner.id()),
                name,
                new IdentityDraft(Optional.of(credential), true, "", false));
    }

    private DeviceCredential thumbprint(String certificate) throws Exception {
        return DeviceCredential.thumbprints(chain(certificate).thumbprints().get(1), "");
    }

    private ClientChain chain(String certificate) throws Exception {
        return new ClientChain(List.of(pki.certificate(certificate)));
    }

    private String id(Hub owner, String name) {
        return registry.deviceDirectory
                .deviceByName(owner.id(), name)
                .orElseThrow()
                .identity()
                .deviceId();
    }

    private static Reason reasonOf(Decision decision) {
        assertThat(decision.admission()).isInstanceOf(Admission.Refused.class);
        return ((Admission.Refused) decision.admission()).reason();
    }

    private Decision admit(String clientId, String userName, String password, String certificate) throws Exception {
        return gate.admit(request(clientId, userName, password, certificate), DoorTerms.NONE);
    }

    private ConnectRequest request(String clientId, String userName, String password, String certificate)
            throws Exception {
        List<X509Certificate> shown = List.of(pki.certificate(certificate));
        return new ConnectRequest(
                1,
                ConnectionSecurity.MUTUAL_TLS,
                shown,
                clientId,
                userName,
                password.getBytes(UTF_8),
                "MQTT 3.1.1",
                "192.0.2.1:4711");
    }
}
