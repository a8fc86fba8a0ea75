package org.axletree.hub.gate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.axletree.core.door.Admission;
import org.axletree.core.door.DoorTerms;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.identity.ConnectionSecurity;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.limit.PlanRules;
import org.axletree.core.limit.SessionLimits;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.authority.ClientChain;
import org.axletree.hub.authority.OwnerPki;
import org.axletree.hub.authority.TestAuthorities;
import org.axletree.hub.dialect.TestDialects;
import org.axletree.hub.dialect.azure.SasTokens;
import org.axletree.hub.registry.LocalRevision;
import org.axletree.hub.registry.authority.DeviceAuthoritiesInMemory;
import org.axletree.hub.registry.credential.CredentialSafe;
import org.axletree.hub.registry.credential.DeviceCredential;
import org.axletree.hub.registry.device.DevicesInMemory;
import org.axletree.hub.registry.device.KnownDevice;
import org.axletree.hub.registry.hub.HubEventSettings;
import org.axletree.hub.registry.hub.HubsInMemory;
import org.axletree.hub.registry.hub.ProductPlan;
import org.axletree.hub.registry.password.PasswordDirectory;
import org.axletree.hub.registry.policy.AccessRight;
import org.axletree.hub.registry.policy.HubPolicy;
import org.axletree.hub.registry.policy.PoliciesInMemory;
import org.axletree.hub.registry.provisioning.ProvisioningInMemory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every credential here differs from a good one in one thing. */
class AzureAuthenticatorTest {
    private static final PasswordDirectory NO_PASSWORDS = new PasswordDirectory() {
        @Override
        public boolean isEmpty() {
            return true;
        }
    };

    private static final String HUB = "0f2c7a4e-54a9-4a3f-9f38-0f6f4f1d2a11";
    private static final String OTHER_HUB = "1f2c7a4e-54a9-4a3f-9f38-0f6f4f1d2a11";
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final long LATER = NOW.getEpochSecond() + 600;

    private final DevicesInMemory devices = new DevicesInMemory();
    private final HubsInMemory hubs = new HubsInMemory();
    private final PoliciesInMemory policies = new PoliciesInMemory();
    private final DeviceAuthoritiesInMemory authorities = new DeviceAuthoritiesInMemory();
    private final CredentialSafe safe = new CredentialSafe(TestAuthorities.secretBox());
    private final Map<String, byte[]> keys = new HashMap<>();

    @TempDir
    Path directory;

    @BeforeEach
    void register() {
        hubs.put(HUB, new HubEventSettings("MyHub", true, ""));
        hubs.put(OTHER_HUB, new HubEventSettings("other", true, ""));
        for (String name : List.of("dev", "dev2", "dev/mod")) {
            device(HUB, "MyHub", name, secrets(name));
        }
        device(OTHER_HUB, "other", "dev", secrets("other dev"));
        policy(HUB, "device", AccessRight.DEVICE_CONNECT);
        policy(HUB, "service", AccessRight.SERVICE_CONNECT);
        policy(OTHER_HUB, "device", AccessRight.DEVICE_CONNECT);
    }

    @ParameterizedTest
    @CsvSource({
        "dev,     myhub.example.com/dev/?api-version=2021-04-12,     myhub.example.com%2Fdevices%2Fdev,            dev",
        "dev,     myhub.example.com/dev/?api-version=2021-04-12,     myhub.example.com/devices/dev,                dev",
        "dev,     MYHUB.example.com:8883/dev/api-version=2016-11-14, myhub.example.com%2fdevices%2fdev,            dev",
        "dev,     myhub/dev,                                         MyHub,                                        dev",
        "dev,     0f2c7a4e-54a9-4a3f-9f38-0f6f4f1d2a11/dev,          myhub%2Fdevices%2Fdev,                        dev",
        "dev/mod, myhub.example.com/dev/mod/?api-version=2021-04-12, myhub.example.com%2Fdevices%2Fdev%2Fmodules%2Fmod, dev/mod",
        "dev,     myhub.example.com/dev/,                            myhub.example.com%2Fdevices%2Fdev,            second dev"
    })
    void token_ofTheDevicesKey_isGood_untilItEnds(String clientId, String userName, String resource, String key) {
        Authentication answer = sas(clientId, userName, SasTokens.token(keys.get(key), resource, LATER));

        assertThat(answer).isInstanceOfSatisfying(Authentication.Identified.class, identified -> {
            assertThat(identified.device().identity().deviceName()).isEqualTo(clientId);
            assertThat(identified.proof()).isEqualTo(Authentication.Proof.SECRET);
            assertThat(identified.validUntil()).isEqualTo(OptionalLong.of(LATER * 1_000));
        });
    }

    @ParameterizedTest
    @CsvSource({"myhub", "myhub%2Fdevices", "myhub%2Fdevices%2Fdev"})
    void token_ofAPolicy_opensEveryDeviceThatItCovers(String resource) {
        String token = SasTokens.token(keys.get(HUB + "device"), resource, LATER) + "&skn=device";

        assertThat(sas("dev", "myhub/dev", token)).isInstanceOf(Authentication.Identified.class);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # client, user name,      signed with,                                  resource,                     ends, skn,          reason
            dev,     myhub/dev,       dev2,                                         myhub%2Fdevices%2Fdev,         600, '',           SIGNATURE_WRONG
            dev,     myhub/dev,       dev/mod,                                      myhub%2Fdevices%2Fdev,         600, '',           SIGNATURE_WRONG
            dev,     myhub/dev,       other dev,                                    myhub%2Fdevices%2Fdev,         600, '',           SIGNATURE_WRONG
            dev,     myhub/dev,       0f2c7a4e-54a9-4a3f-9f38-0f6f4f1d2a11device,   myhub%2Fdevices%2Fdev,         600, '',           SIGNATURE_WRONG
            dev,     myhub/dev,       1f2c7a4e-54a9-4a3f-9f38-0f6f4f1d2a11device,   myhub%2Fdevices%2Fdev,         600, device,       SIGNATURE_WRONG
            dev,     myhub/dev,       0f2c7a4e-54a9-4a3f-9f38-0f6f4f1d2a11service,  myhub%2Fdevices%2Fdev,         600, device,       SIGNATURE_WRONG
            dev,     myhub/dev,       dev,                                          myhub%2Fdevices%2Fdev,         600, device,       SIGNATURE_WRONG
            dev/mod, myhub/dev/mod,   dev,                                          myhub%2Fdevices%2Fdev,         600, '',           SIGNATURE_WRONG
            dev,     myhub/dev,       0f2c7a4e-54a9-4a3f-9f38-0f6f4f1d2a11service,  myhub%2Fdevices%2Fdev,         600, service,      POLICY_UNKNOWN
            dev,     myhub/dev,       0f2c7a4e-54a9-4a3f-9f38-0f6f4f1d2a11device,   myhub%2Fdevices%2Fdev,         600, Device,       POLICY_UNKNOWN
            dev,     myhub/dev,       0f2c7a4e-54a9-4a3f-9f38-0f6f4f1d2a11device,   myhub%2Fdevices%2Fdev,         600, nothing,      POLICY_UNKNOWN
            dev,     myhub/dev,       dev,                                          myhub%2Fdevices%2Fdev2,        600, '',           SCOPE_WRONG
            dev,     myhub/dev,       dev2,                                         myhub%2Fdevices%2Fdev2,        600, '',           SCOPE_WRONG
            dev,     myhub/dev,       dev,                                          myhub%2Fdevices%2Fde,          600, '',           SCOPE_WRONG
            dev,     myhub/dev,       dev,                                          myhub%2Fdevices%2FDEV,         600, '',           SCOPE_WRONG
            dev,     myhub/dev,       dev,                                          other%2Fdevices%2Fdev,         600, '',           SCOPE_WRONG
            dev,     myhub/dev,       dev/mod,                                      myhub%2Fdevices%2Fdev%2Fmodules%2Fmod, 600, '',   SCOPE_WRONG
            dev,     myhub/dev,       0f2c7a4e-54a9-4a3f-9f38-0f6f4f1d2a11device,   myhub%2Fdevices%2Fdev2,        600, device,       SCOPE_WRONG
            dev,     myhub/dev,       dev,                                          myhub%2Ftwins%2Fdev,           600, '',           SCOPE_WRONG
            dev,     myhub/dev,       dev,                                          myhub%2Fdevices%2Fdev,           0, '',           CREDENTIAL_EXPIRED
            dev,     myhub/dev,       dev,                                          myhub%2Fdevices%2Fdev,          -1, '',           CREDENTIAL_EXPIRED
            dev,     myhub/dev,       0f2c7a4e-54a9-4a3f-9f38-0f6f4f1d2a11device,   myhub%2Fdevices,              -600, device,       CREDENTIAL_EXPIRED
            dev2,    myhub/dev,       dev,                                          myhub%2Fdevices%2Fdev,         600, '',           CLIENT_ID_WRONG
            Dev,     myhub/dev,       dev,                                          myhub%2Fdevices%2Fdev,         600, '',           CLIENT_ID_WRONG
            '',      myhub/dev,       dev,                                          myhub%2Fdevices%2Fdev,         600, '',           CLIENT_ID_WRONG
            dev/mod, myhub/dev,       dev,                                          myhub%2Fdevices%2Fdev,         600, '',           CLIENT_ID_WRONG
            dev,     myhub/dev/mod,   dev/mod,                                      myhub%2Fdevices%2Fdev%2Fmodules%2Fmod, 600, '',   CLIENT_ID_WRONG
            gone,    myhub/gone,      dev,                                          myhub%2Fdevices%2Fgone,        600, '',           UNIDENTIFIED
            Dev,     myhub/Dev,       dev,                                          myhub%2Fdevices%2FDev,         600, '',           UNIDENTIFIED
            dev/no,  myhub/dev/no,    dev,                                          myhub%2Fdevices%2Fdev,         600, '',           UNIDENTIFIED
            """)
    void token_withOneThingWrong_isRefused_andTheOwnerLearnsWhy(
            String clientId, String userName, String key, String resource, long ends, String policy, Reason reason) {
        String token = SasTokens.token(keys.get(key), resource, NOW.getEpochSecond() + ends)
                + (policy.isEmpty() ? "" : "&skn=" + policy);

        assertThat(sas(clientId, userName, token)).isInstanceOfSatisfying(Authentication.Failed.class, failed -> {
            assertThat(failed.reason()).isEqualTo(reason);
            assertThat(failed.told()).isEqualTo(Reason.NOT_AUTHORIZED);
            assertThat(failed.hubId()).isEqualTo(HUB);
            assertThat(failed.detail()).doesNotContain("sig=");
        });
    }

    /** Nobody learns which hubs there are either. */
    @Test
    void hub_thatThereIsNot_isRefusedAlike() {
        String token = SasTokens.token(keys.get("dev"), "nohub%2Fdevices%2Fdev", LATER);

        assertThat(sas("dev", "nohub/dev", token)).isInstanceOfSatisfying(Authentication.Failed.class, failed -> {
            assertThat(failed.reason()).isEqualTo(Reason.UNIDENTIFIED);
            assertThat(failed.told()).isEqualTo(Reason.NOT_AUTHORIZED);
            assertThat(failed.hubId()).isEmpty();
        });
    }

    @Test
    void password_thatIsNoToken_isRefused() {
        assertThat(reasonOf(sas("dev", "myhub/dev", ""))).isEqualTo(Reason.CREDENTIAL_REQUIRED);
        assertThat(reasonOf(sas("dev", "myhub/dev", "secret"))).isEqualTo(Reason.CREDENTIAL_MALFORMED);
        assertThat(reasonOf(authenticate("dev", "myhub/dev", new byte[] {(byte) 0xFF}, List.of())))
                .isEqualTo(Reason.CREDENTIAL_MALFORMED);
    }

    @Test
    void userName_ofAnotherDialect_isLeftToOthers() {
        assertThat(sas("dev", "dev", "")).isEqualTo(Authentication.NOTHING_SHOWN);
        assertThat(sas("dev", "", "")).isEqualTo(Authentication.NOTHING_SHOWN);
    }

    /** One that was registered by another cloud's words does not become Azure's by a user name. */
    @Test
    void device_ofAnotherDialect_isUnknown() {
        devices.put(known(HUB, "MyHub", "pump", "scaleway"));

        assertThat(reasonOf(sas("pump", "myhub/pump", SasTokens.token(keys.get("dev"), "myhub", LATER))))
                .isEqualTo(Reason.UNIDENTIFIED);
    }

    @Test
    void thumbprint_isThatOfTheCertificate_byEitherDigest() throws Exception {
        OwnerPki pki = new OwnerPki(directory);
        pki.root("own");
        pki.root("stranger");
        X509Certificate own = pki.certificate("own");
        List<String> thumbprints = new ClientChain(List.of(own)).thumbprints();
        assertThat(thumbprints).extracting(String::length).containsExactly(64, 40);
        device(
                HUB,
                "MyHub",
                "sha256",
                DeviceCredential.thumbprints(thumbprints.get(0).toUpperCase(), ""));
        device(HUB, "MyHub", "sha1", DeviceCredential.thumbprints("00".repeat(20), thumbprints.get(1)));

        assertThat(x509("sha256", own)).isInstanceOf(Authentication.Identified.class);
        assertThat(x509("sha1", own)).isInstanceOf(Authentication.Identified.class);
        assertThat(reasonOf(x509("sha256", pki.certificate("stranger")))).isEqualTo(Reason.INVALID_CERTIFICATE);
        assertThat(reasonOf(x509("dev", own))).isEqualTo(Reason.CREDENTIAL_KIND_WRONG);
        assertThat(reasonOf(sas("sha1", "myhub/sha1", SasTokens.token(keys.get("dev"), "myhub", LATER))))
                .isEqualTo(Reason.CREDENTIAL_KIND_WRONG);
    }

    /** The lines of the walk-through: a root, a leaf of version 1 that comes alone (docs/reference/dialects/azure.md, M19). */
    @Test
    void authority_vouchesForTheDeviceOfTheCommonName() throws Exception {
        OwnerPki pki = new OwnerPki(directory);
        authorities.put(HUB, pki.root("ca"), true);
        authorities.put(HUB, pki.root("second"), true);
        authorities.put(HUB, pki.root("unverified"), false);
        authorities.put(OTHER_HUB, pki.root("others"), true);
        pki.intermediate("between", "ca");
        for (String issuer : List.of("ca", "second", "unverified", "others", "between")) {
            pki.leaf("leaf-" + issuer, "/CN=x509", issuer, "");
        }
        pki.leaf("false-ca", "/CN=x509b", "ca", "");
        pki.leaf("forged", "/CN=x509", "false-ca", "");
        device(HUB, "MyHub", "x509", DeviceCredential.AUTHORITY);
        device(HUB, "MyHub", "x509b", DeviceCredential.AUTHORITY);

        assertThat(pki.certificate("leaf-ca").getVersion()).isEqualTo(1);
        assertThat(x509("x509", pki.certificate("leaf-ca"))).isInstanceOf(Authentication.Identified.class);
        assertThat(x509("x509", pki.certificate("leaf-second"))).isInstanceOf(Authentication.Identified.class);
        assertThat(x509("x509", pki.certificate("leaf-ca"), pki.certificate("ca")))
                .isInstanceOf(Authentication.Identified.class);
        assertThat(x509("x509", pki.certificate("leaf-between"), pki.certificate("between")))
                .isInstanceOf(Authentication.Identified.class);
        assertThat(reasonOf(x509("x509", pki.certificate("leaf-between")))).isEqualTo(Reason.INVALID_CERTIFICATE);
        assertThat(reasonOf(x509("x509b", pki.certificate("leaf-ca")))).isEqualTo(Reason.INVALID_CERTIFICATE);
        assertThat(reasonOf(x509("x509", pki.certificate("leaf-unverified")))).isEqualTo(Reason.INVALID_CERTIFICATE);
        assertThat(reasonOf(x509("x509", pki.certificate("leaf-others")))).isEqualTo(Reason.INVALID_CERTIFICATE);
        // Else any device could sign itself another's certificate.
        assertThat(reasonOf(x509("x509", pki.certificate("forged"), pki.certificate("false-ca"))))
                .isEqualTo(Reason.INVALID_CERTIFICATE);
    }

    /** Nobody learns by the pace of the answers who exists, however a name that nobody has is put. */
    @ParameterizedTest
    @CsvSource({"dev", "gone"})
    void guesses_areSlowedDown_whetherThereIsSuchADeviceOrNot(String name) {
        Gate gate = new Gate(
                devices,
                hubs,
                new LocalRevision(),
                new ProvisioningInMemory(),
                authorities,
                new CloudAuthenticators(
                        null, null, safe, devices, hubs, policies, authorities, null, null, NO_PASSWORDS, null),
                TestDialects.all(),
                Clock.systemUTC(),
                SessionLimits.DEFAULT,
                PlanRules.SHARED);
        List<Integer> delays = new ArrayList<>();
        for (String userName :
                List.of("myhub.example.com/%s/?api-version=2021-04-12", HUB + "/%s", "MYHUB.other/%s/", "myhub/%s")) {
            Admission answer = gate.admit(
                            new ConnectRequest(
                                    1,
                                    ConnectionSecurity.SERVER_TLS,
                                    List.of(),
                                    "client " + delays.size(),
                                    userName.formatted(name),
                                    SasTokens.token(keys.get("dev2"), "myhub%2Fdevices%2F" + name, LATER)
                                            .getBytes(UTF_8),
                                    "MQTT 3.1.1",
                                    "192.0.2.1:1"),
                            DoorTerms.NONE)
                    .admission();
            assertThat(answer).isInstanceOfSatisfying(Admission.Refused.class, refused -> {
                assertThat(refused.told().connackCode()).isEqualTo(5);
                delays.add(refused.delayMillis());
            });
        }
        assertThat(delays).containsExactly(0, 0, 0, 200);
    }

    private Authentication sas(String clientId, String userName, String token) {
        return authenticate(clientId, userName, token.getBytes(UTF_8), List.of());
    }

    private Authentication x509(String name, X509Certificate... chain) {
        return authenticate(
                name, "myhub.example.com/" + name + "/?api-version=2021-04-12", new byte[0], List.of(chain));
    }

    private Authentication authenticate(
            String clientId, String userName, byte[] password, List<X509Certificate> certificates) {
        Clock clock = certificates.isEmpty() ? Clock.fixed(NOW, ZoneOffset.UTC) : Clock.systemUTC();
        return new AzureAuthenticator(devices, hubs, safe, policies, authorities, clock)
                .authenticate(new ConnectRequest(
                        1,
                        certificates.isEmpty() ? ConnectionSecurity.SERVER_TLS : ConnectionSecurity.MUTUAL_TLS,
                        certificates,
                        clientId,
                        userName,
                        password,
                        "MQTT 3.1.1",
                        "192.0.2.1:1"));
    }

    private static Reason reasonOf(Authentication authentication) {
        assertThat(authentication).isInstanceOf(Authentication.Failed.class);
        return ((Authentication.Failed) authentication).reason();
    }

    private DeviceCredential secrets(String name) {
        return DeviceCredential.secrets(key(name), Optional.of(key("second " + name)));
    }

    private byte[] key(String name) {
        return keys.computeIfAbsent(name, any -> ("key of " + name).getBytes(UTF_8));
    }

    private void device(String hubId, String hubName, String name, DeviceCredential credential) {
        KnownDevice device = known(hubId, hubName, name, "azure");
        devices.put(device);
        devices.credential(
                device.identity().deviceId(), safe.seal(device.identity().deviceId(), credential));
    }

    private static KnownDevice known(String hubId, String hubName, String name, String dialect) {
        return new KnownDevice(
                new DeviceIdentity(hubId, hubName, hubId + name, name),
                dialect,
                ProductPlan.DEDICATED,
                true,
                true,
                false,
                false,
                MessageFilters.EVERYTHING,
                false,
                Optional.empty(),
                false);
    }

    private void policy(String hubId, String name, AccessRight right) {
        policies.put(hubId, new HubPolicy(name, EnumSet.of(right), key(hubId + name), key("second " + hubId + name)));
    }
}
