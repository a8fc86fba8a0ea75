package org.axletree.hub.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.authority.OwnerPki;
import org.axletree.hub.authority.TestAuthorities;
import org.axletree.hub.gate.CertificateRecognition.Known;
import org.axletree.hub.gate.CertificateRecognition.Rejected;
import org.axletree.hub.gate.CertificateRecognition.Unprovisioned;
import org.axletree.hub.gate.CertificateRecognition.Verdict;
import org.axletree.hub.registry.authority.DeviceAuthoritiesInMemory;
import org.axletree.hub.registry.device.CertificateHolder.Grounds;
import org.axletree.hub.registry.device.DevicesInMemory;
import org.axletree.hub.registry.device.KnownDevice;
import org.axletree.hub.registry.hub.HubAuthority;
import org.axletree.hub.registry.hub.HubsInMemory;
import org.axletree.hub.registry.hub.ProductPlan;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CertificateRecognitionTest {
    private static final String HUB = "0f2c7a4e-54a9-4a3f-9f38-0f6f4f1d2a11";
    private static final String OTHER_HUB = "1a2b3c4d-54a9-4a3f-9f38-0f6f4f1d2a22";

    private static TestAuthorities managed;

    private final DevicesInMemory devices = new DevicesInMemory();
    private final DeviceAuthoritiesInMemory uploaded = new DeviceAuthoritiesInMemory();
    private final HubsInMemory hubs = new HubsInMemory();

    @TempDir
    Path temporary;

    @BeforeAll
    static void makeAuthority() {
        managed = TestAuthorities.of(HUB);
    }

    // By fingerprint (scaleway.md B7, D14).

    @Test
    void certificateOfADevice_isThatDevices() {
        KnownDevice pump = device(HUB, "pump", false);
        String issued = managed.issue("pump");
        devices.certify("pump", issued, Grounds.ISSUED);

        assertThat(recognise(read(issued))).isEqualTo(new Known(pump));
        assertThat(recognise(read(issued), read(managed.authorityPem()))).isEqualTo(new Known(pump));
    }

    @Test
    void certificateThatSignedItself_ofADevice_isThatDevices_whateverItSaysOfItself() throws Exception {
        KnownDevice pump = device(HUB, "pump", true);
        OwnerPki pki = new OwnerPki(temporary);
        devices.certify("pump", pki.root("own"), Grounds.CLAIMED); // req -x509 makes it an authority, too

        assertThat(recognise(pki.certificate("own"))).isEqualTo(new Known(pump));
    }

    @Test
    void certificateOfADevice_outOfItsTime_isExpired() {
        device(HUB, "pump", false);
        String issued = managed.issue("pump");
        devices.certify("pump", issued, Grounds.ISSUED);

        assertThat(at(Instant.now().plus(Duration.ofDays(3651)), read(issued)))
                .isEqualTo(new Rejected(Reason.CERTIFICATE_EXPIRED, HUB));
        assertThat(at(Instant.now().minus(Duration.ofHours(25)), read(issued)))
                .isEqualTo(new Rejected(Reason.CERTIFICATE_EXPIRED, HUB));
    }

    // Not by fingerprint: refused, but told to the hub whose authority signed it.

    @Test
    void certificateThatWasReplaced_isRefused() {
        hubs.put(new HubAuthority(HUB, HUB, managed.authorityPem(), true, false));
        device(HUB, "pump", false);

        assertThat(recognise(read(managed.issue("pump")))).isEqualTo(new Rejected(Reason.CERTIFICATE_REPLACED, HUB));
        assertThat(recognise(read(managed.issue("gone")))).isEqualTo(new Rejected(Reason.UNIDENTIFIED, HUB));
    }

    @Test
    void certificateOfAnUnknownAuthority_isRefused_alsoWithThatAuthority() throws Exception {
        OwnerPki pki = new OwnerPki(temporary);
        pki.root("stranger");
        pki.leaf("leaf", "/CN=pump", "stranger", "");
        device(HUB, "pump", false);

        assertThat(recognise(pki.certificate("leaf"))).isEqualTo(new Rejected(Reason.INVALID_CERTIFICATE));
        assertThat(recognise(pki.certificate("leaf"), pki.certificate("stranger")))
                .isEqualTo(new Rejected(Reason.INVALID_CERTIFICATE));
    }

    @Test
    void nothing_isRefused() {
        assertThat(recognise()).isEqualTo(new Rejected(Reason.INVALID_CERTIFICATE));
    }

    // By an authority that the owner brought (scaleway.md D6 to D10).

    @Test
    void leafOfVersion1_withItsAuthority_isTheDeviceOfThatName() throws Exception {
        OwnerPki pki = owner(HUB, false);
        KnownDevice pump = device(HUB, "pump", false);
        pki.leaf("leaf", "/CN=pump", HUB, "");

        assertThat(pki.certificate("leaf").getVersion()).isEqualTo(1);
        assertThat(recognise(pki.certificate("leaf"), pki.certificate(HUB))).isEqualTo(new Known(pump));
    }

    @Test
    void leafAlone_isRefused_forWantOfItsChain() throws Exception {
        OwnerPki pki = owner(HUB, false);
        device(HUB, "pump", false);
        pki.leaf("leaf", "/CN=pump", HUB, "");

        assertThat(recognise(pki.certificate("leaf")))
                .isEqualTo(new Rejected(Reason.CERTIFICATE_CHAIN_INCOMPLETE, HUB));
    }

    @Test
    void leafOfAnIntermediate_needsAllOfTheChain() throws Exception {
        OwnerPki pki = owner(HUB, false);
        KnownDevice pump = device(HUB, "pump", false);
        pki.intermediate("line-1", HUB);
        pki.leaf("leaf", "/CN=pump", "line-1", "");

        assertThat(recognise(pki.certificate("leaf"), pki.certificate("line-1"), pki.certificate(HUB)))
                .isEqualTo(new Known(pump));
        assertThat(recognise(pki.certificate("leaf"), pki.certificate("line-1")))
                .isEqualTo(new Rejected(Reason.INVALID_CERTIFICATE));
        assertThat(recognise(pki.certificate("leaf"), pki.certificate(HUB)))
                .isEqualTo(new Rejected(Reason.INVALID_CERTIFICATE, HUB));
    }

    /** A device must not make devices. */
    @ParameterizedTest
    @ValueSource(strings = {"", "basicConstraints=CA:FALSE", "basicConstraints=CA:TRUE\nkeyUsage=digitalSignature"})
    void leafOfALeaf_isRefused(String extensions) throws Exception {
        OwnerPki pki = owner(HUB, true);
        pki.leaf("device", "/CN=device", HUB, extensions);
        pki.leaf("leaf", "/CN=pump", "device", "");

        assertThat(recognise(pki.certificate("leaf"), pki.certificate("device"), pki.certificate(HUB)))
                .isEqualTo(new Rejected(Reason.INVALID_CERTIFICATE, HUB));
    }

    @Test
    void authorityBelowWhichNoOtherMayBe_isObeyed() throws Exception {
        OwnerPki pki = new OwnerPki(temporary);
        pki.root(HUB, "-addext", "basicConstraints=critical,CA:TRUE,pathlen:0");
        hubs.put(new HubAuthority(HUB, HUB, pki.pem(HUB), false, true));
        pki.intermediate("line-1", HUB);
        pki.leaf("leaf", "/CN=pump", "line-1", "");

        assertThat(recognise(pki.certificate("leaf"), pki.certificate("line-1"), pki.certificate(HUB)))
                .isEqualTo(new Rejected(Reason.INVALID_CERTIFICATE, HUB));
    }

    @Test
    void authorityThatIsOnlyShown_vouchesForNobody() throws Exception {
        OwnerPki pki = owner(HUB, true);
        pki.root("stranger");
        pki.leaf("leaf", "/CN=pump", "stranger", "");

        assertThat(recognise(pki.certificate("leaf"), pki.certificate(HUB)))
                .isEqualTo(new Rejected(Reason.INVALID_CERTIFICATE, HUB));
    }

    @Test
    void sameName_underTwoAuthorities_isADeviceOfEachHub() throws Exception {
        OwnerPki pki = owner(HUB, false);
        owner(OTHER_HUB, false);
        KnownDevice here = device(HUB, "pump", false);
        KnownDevice there = device(OTHER_HUB, "pump", false);
        pki.leaf("here", "/CN=pump", HUB, "");
        pki.leaf("there", "/CN=pump", OTHER_HUB, "");

        assertThat(recognise(pki.certificate("here"), pki.certificate(HUB))).isEqualTo(new Known(here));
        assertThat(recognise(pki.certificate("there"), pki.certificate(OTHER_HUB)))
                .isEqualTo(new Known(there));
    }

    @Test
    void unknownName_isRefused_unlessTheHubTakesNewcomers() throws Exception {
        OwnerPki pki = owner(HUB, false);
        owner(OTHER_HUB, true);
        pki.leaf("here", "/CN=new", HUB, "");
        pki.leaf("there", "/CN=new", OTHER_HUB, "");

        assertThat(recognise(pki.certificate("here"), pki.certificate(HUB)))
                .isEqualTo(new Rejected(Reason.UNIDENTIFIED, HUB));
        assertThat(recognise(pki.certificate("there"), pki.certificate(OTHER_HUB)))
                .isEqualTo(new Unprovisioned(OTHER_HUB, "new"));
    }

    @Test
    void deviceWithACertificateOfItsOwn_isRecognisedByThatAlone() throws Exception {
        OwnerPki pki = owner(HUB, true);
        device(HUB, "pump", true);
        pki.leaf("leaf", "/CN=pump", HUB, "");

        assertThat(recognise(pki.certificate("leaf"), pki.certificate(HUB)))
                .isEqualTo(new Rejected(Reason.CERTIFICATE_REPLACED, HUB));
    }

    /** A certificate is no secret: whoever saw it could give it to a device of another hub. */
    @Test
    void leafGivenToADeviceOfAnotherHub_staysTheDeviceThatItsAuthorityVouchesFor() throws Exception {
        OwnerPki pki = owner(HUB, false);
        KnownDevice pump = device(HUB, "pump", false);
        KnownDevice impostor = device(OTHER_HUB, "impostor", true);
        pki.leaf("leaf", "/CN=pump", HUB, "");
        devices.certify(impostor.identity().deviceId(), pki.pem("leaf"), Grounds.CLAIMED);

        assertThat(recognise(pki.certificate("leaf"), pki.certificate(HUB))).isEqualTo(new Known(pump));
        assertThat(recognise(pki.certificate("leaf")))
                .as("without its authority")
                .isEqualTo(new Rejected(Reason.CERTIFICATE_CHAIN_INCOMPLETE, HUB));
        devices.remove("pump");
        assertThat(recognise(pki.certificate("leaf"), pki.certificate(HUB)))
                .as("unknown to its authority's hub")
                .isEqualTo(new Rejected(Reason.UNIDENTIFIED, HUB));
        devices.certify(impostor.identity().deviceId(), pki.pem("leaf"), Grounds.PROVED);
        assertThat(recognise(pki.certificate("leaf"), pki.certificate(HUB)))
                .as("with a proof of its key")
                .isEqualTo(new Known(impostor));
    }

    @Test
    void leafGivenToADeviceOfAnotherHub_isANewcomerWhereItsAuthorityTakesThem() throws Exception {
        OwnerPki pki = owner(HUB, true);
        KnownDevice impostor = device(OTHER_HUB, "impostor", true);
        pki.leaf("leaf", "/CN=new", HUB, "");
        devices.certify(impostor.identity().deviceId(), pki.pem("leaf"), Grounds.CLAIMED);

        assertThat(recognise(pki.certificate("leaf"), pki.certificate(HUB))).isEqualTo(new Unprovisioned(HUB, "new"));
    }

    @Test
    void leafGivenToADeviceOfItsAuthoritysHub_isThatDevice_whateverItsName() throws Exception {
        OwnerPki pki = owner(HUB, true);
        KnownDevice valve = device(HUB, "valve", true);
        pki.leaf("leaf", "/CN=pump", HUB, "");
        devices.certify("valve", pki.pem("leaf"), Grounds.CLAIMED);

        assertThat(recognise(pki.certificate("leaf"), pki.certificate(HUB))).isEqualTo(new Known(valve));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/CN=pump/CN=valve", "/CN=pump+CN=valve"})
    void leafWithTwoCommonNames_isRefused(String subject) throws Exception {
        assertThat(ownersLeaf(subject, "")).isEqualTo(new Rejected(Reason.INVALID_CERTIFICATE, HUB));
    }

    @Test
    void leafWithoutCommonName_isRefusedForThat() throws Exception {
        assertThat(ownersLeaf("/O=nobody", "")).isEqualTo(new Rejected(Reason.CERTIFICATE_WITHOUT_NAME, HUB));
    }

    @ParameterizedTest
    @ValueSource(strings = {"extendedKeyUsage=serverAuth", "keyUsage=keyEncipherment", "basicConstraints=CA:TRUE"})
    void leafForAnotherPurpose_isRefused(String extensions) throws Exception {
        assertThat(ownersLeaf("/CN=pump", extensions)).isEqualTo(new Rejected(Reason.INVALID_CERTIFICATE, HUB));
    }

    @Test
    void ownersLeaf_outOfItsTime_isExpired() throws Exception {
        OwnerPki pki = owner(HUB, true);
        pki.leaf("leaf", "/CN=pump", HUB, "");

        assertThat(at(Instant.now().plus(Duration.ofHours(30)), pki.certificate("leaf"), pki.certificate(HUB)))
                .isEqualTo(new Rejected(Reason.CERTIFICATE_EXPIRED, HUB));
    }

    /** What was found right once is not looked at again, but for its time and for what the registry says. */
    @Test
    void chainThatIsKnown_staysSubjectToTimeAndRegistry() throws Exception {
        OwnerPki pki = owner(HUB, false);
        KnownDevice pump = device(HUB, "pump", false);
        pki.leaf("leaf", "/CN=pump", HUB, "");
        List<X509Certificate> chain = List.of(pki.certificate("leaf"), pki.certificate(HUB));
        AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
        InstantSource clock = now::get;
        CertificateRecognition recognition =
                new CertificateRecognition(devices, hubs, uploaded, clock.withZone(ZoneOffset.UTC));

        assertThat(recognition.recognise(chain)).isEqualTo(new Known(pump));
        assertThat(recognition.recognise(chain)).isEqualTo(new Known(pump));
        now.set(Instant.now().plus(Duration.ofHours(30)));
        assertThat(recognition.recognise(chain)).isEqualTo(new Rejected(Reason.CERTIFICATE_EXPIRED, HUB));
        now.set(Instant.now());
        devices.remove("pump");
        assertThat(recognition.recognise(chain)).isEqualTo(new Rejected(Reason.UNIDENTIFIED, HUB));
    }

    @Test
    void nameThatIsOddOrLong_isReadAsItIs() throws Exception {
        OwnerPki pki = owner(HUB, true);
        for (String name : List.of("#31", "a, CN=b", "Wärmepumpe", "x".repeat(64))) {
            pki.leaf("leaf", "/CN=" + name, HUB, "");

            assertThat(recognise(pki.certificate("leaf"), pki.certificate(HUB)))
                    .isEqualTo(new Unprovisioned(HUB, name));
        }
    }

    /** scaleway.md D9: authority, intermediate and device of each kind of key. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "RSA -pkeyopt rsa_keygen_bits:4096",
                "RSA-PSS -pkeyopt rsa_keygen_bits:2048",
                "EC -pkeyopt ec_paramgen_curve:P-256",
                "EC -pkeyopt ec_paramgen_curve:P-384",
                "EC -pkeyopt ec_paramgen_curve:P-521",
                "ED25519"
            })
    void chainOfAnyKindOfKey_isRecognised(String kind) throws Exception {
        OwnerPki pki = new OwnerPki(temporary, Arrays.asList(("-algorithm " + kind).split(" ")));
        pki.root(HUB);
        hubs.put(new HubAuthority(HUB, HUB, pki.pem(HUB), false, false));
        KnownDevice pump = device(HUB, "pump", false);
        pki.intermediate("line-1", HUB);
        pki.leaf("leaf", "/CN=pump", "line-1", "");

        assertThat(recognise(pki.certificate("leaf"), pki.certificate("line-1"), pki.certificate(HUB)))
                .isEqualTo(new Known(pump));
    }

    private Verdict ownersLeaf(String subject, String extensions) throws Exception {
        OwnerPki pki = owner(HUB, true);
        pki.leaf("leaf", subject, HUB, extensions);
        return recognise(pki.certificate("leaf"), pki.certificate(HUB));
    }

    private OwnerPki owner(String hubId, boolean autoProvisioning) throws Exception {
        OwnerPki pki = new OwnerPki(temporary);
        hubs.put(new HubAuthority(hubId, hubId, pki.root(hubId), false, autoProvisioning));
        return pki;
    }

    /** A device whose id is its name, and the hub's id if it is not the first hub. */
    private KnownDevice device(String hubId, String name, boolean ownCertificate) {
        String id = hubId.equals(HUB) ? name : hubId + name;
        KnownDevice device = new KnownDevice(
                new DeviceIdentity(hubId, "hub", id, name),
                "scaleway",
                ProductPlan.DEDICATED,
                true,
                true,
                false,
                false,
                MessageFilters.EVERYTHING,
                ownCertificate,
                Optional.empty(),
                false);
        devices.put(device);
        return device;
    }

    /** Which device it is only the CONNECT says; that its certificate has ended the handshake knows. */
    @Test
    void certificateBelowAVerifiedAuthority_outOfItsTime_isRefusedAsSuch_andItsHubLearns() throws Exception {
        OwnerPki pki = new OwnerPki(temporary);
        uploaded.put(OTHER_HUB, pki.root("fleet"), true);
        pki.leaf("van", "/CN=van", "fleet", "");
        X509Certificate leaf = pki.certificate("van");

        assertThat(refusal(Instant.now(), leaf)).isEmpty();
        assertThat(refusal(leaf.getNotAfter().toInstant().plusSeconds(60), leaf))
                .hasValue(new Rejected(Reason.CERTIFICATE_EXPIRED, OTHER_HUB));
    }

    private Optional<Rejected> refusal(Instant moment, X509Certificate... chain) {
        return new CertificateRecognition(devices, hubs, uploaded, Clock.fixed(moment, ZoneOffset.UTC))
                .refusal(List.of(chain));
    }

    private Verdict recognise(X509Certificate... chain) {
        return at(Instant.now(), chain);
    }

    private Verdict at(Instant moment, X509Certificate... chain) {
        return new CertificateRecognition(devices, hubs, uploaded, Clock.fixed(moment, ZoneOffset.UTC))
                .recognise(List.of(chain));
    }

    private static X509Certificate read(String pem) {
        return TestAuthorities.read(pem);
    }
}
