package org.axletree.hub.registry.device;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.axletree.hub.registry.ProblemAssertions.assertInvalid;
import static org.axletree.hub.registry.RegistryFixture.REGION;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.axletree.core.door.KeyKind;
import org.axletree.core.event.RegistryChange;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.authority.DeviceCertificate;
import org.axletree.hub.authority.OwnerPki;
import org.axletree.hub.authority.TestAuthorities;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.azure.HubPlace;
import org.axletree.hub.registry.azure.IdentityDraft;
import org.axletree.hub.registry.credential.DeviceCredential;
import org.axletree.hub.registry.database.TestDatabase;
import org.axletree.hub.registry.device.CertificateHolder.Grounds;
import org.axletree.hub.registry.hub.Hub;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** scaleway.md D2 to D5, D14, D15, on both databases. */
final class CertificateServiceTest {
    @TempDir
    private Path directory;

    private RegistryFixture registry;
    private OwnerPki pki;

    @BeforeEach
    void pki() {
        pki = new OwnerPki(directory);
    }

    private void open(TestDatabase kind) {
        registry = new RegistryFixture(kind.open());
    }

    @ParameterizedTest
    @EnumSource
    void d1_createdDevice_isFoundByItsCertificate(TestDatabase kind) {
        open(kind);
        Hub hub = registry.hub("h");
        CreatedDevice created = create(hub, "pump");
        String pem = created.certificate().orElseThrow().certificatePem();

        assertThat(owner(pem)).isEqualTo(created.device().id());
        assertThat(registry.certificates.get(REGION, created.device().id()).certificatePem())
                .isEqualTo(pem);
    }

    /** A device proves itself by what it was registered with: the hub gives it nothing else. */
    @ParameterizedTest
    @EnumSource
    void deviceOfKeysOrAThumbprint_isGivenNoCertificate(TestDatabase kind) throws Exception {
        open(kind);
        Hub hub = registry.hub("h");
        String own = pki.root("own");
        Map<String, DeviceCredential> others = Map.of(
                "keys", DeviceCredential.secrets(new byte[32], Optional.empty()),
                "thumbprint", DeviceCredential.thumbprints("ab".repeat(20), ""));
        for (Map.Entry<String, DeviceCredential> other : others.entrySet()) {
            String id = deviceWith(hub, other.getKey(), other.getValue());
            for (ThrowingCallable call : List.<ThrowingCallable>of(
                    () -> registry.certificates.renew(REGION, id),
                    () -> registry.certificates.replace(REGION, id, own))) {
                assertThatThrownBy(call)
                        .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(refused.problem())
                                .isInstanceOf(Problem.PreconditionFailed.class)
                                .extracting(Problem::message)
                                .asString()
                                .contains("by nothing else (expected:"));
            }
            assertThat(registry.certificates.takesCertificates(REGION, id)).isFalse();
        }
        for (DeviceCredential open : List.of(DeviceCredential.AUTHORITY, DeviceCredential.thumbprints("", ""))) {
            String id = deviceWith(hub, "open" + open.kind(), open);
            assertThat(registry.certificates.takesCertificates(REGION, id)).isTrue();
            assertThat(registry.certificates.renew(REGION, id).certificate()).isPresent();
        }
    }

    private String deviceWith(Hub hub, String name, DeviceCredential credential) {
        return registry.devices
                .create(new NewDevice(
                        REGION,
                        hub.id(),
                        name,
                        "",
                        false,
                        false,
                        MessageFilters.EVERYTHING,
                        new Registration("azure", Optional.empty(), credential)))
                .device()
                .id();
    }

    @ParameterizedTest
    @EnumSource
    void d14_ownCertificate_replacesTheIssuedOne(TestDatabase kind) throws Exception {
        open(kind);
        CreatedDevice created = create(registry.hub("h"), "pump");
        String deviceId = created.device().id();
        String own = pki.root("own");

        CertifiedDevice certified = registry.certificates.replace(REGION, deviceId, own);

        assertThat(certified.device().hasCustomCertificate()).isTrue();
        assertThat(owner(own)).isEqualTo(deviceId);
        assertThat(owner(created.certificate().orElseThrow().certificatePem())).isEmpty();
        assertThat(registry.deviceDirectory.deviceById(deviceId).orElseThrow().ownCertificate())
                .isTrue();
        assertThat(registry.events)
                .containsExactly(new RegistryChange.DeviceRevoked(
                        created.device().hubId(), deviceId, Reason.CERTIFICATE_REPLACED));
    }

    @ParameterizedTest
    @EnumSource
    void certificate_thatIsRevoked_isNobodys_untilAnotherIsIssued(TestDatabase kind) throws Exception {
        open(kind);
        CreatedDevice created = create(registry.hub("h"), "pump");
        String deviceId = created.device().id();

        Device revoked = registry.certificates.revoke(REGION, deviceId);

        assertThat(revoked.hasCustomCertificate()).isFalse();
        assertThat(owner(created.certificate().orElseThrow().certificatePem())).isEmpty();
        assertThat(registry.events)
                .containsExactly(new RegistryChange.DeviceRevoked(
                        created.device().hubId(), deviceId, Reason.CERTIFICATE_REPLACED));
        assertThatThrownBy(() -> registry.certificates.revoke(REGION, deviceId)).isInstanceOf(ProblemException.class);
        CreatedDevice renewed = registry.certificates.renew(REGION, deviceId);
        assertThat(owner(renewed.certificate().orElseThrow().certificatePem())).isEqualTo(deviceId);
    }

    @ParameterizedTest
    @EnumSource
    void proofs_areThoseOfEachDevice_whateverItsHubIssues(TestDatabase kind) throws Exception {
        open(kind);
        Hub own = registry.hub("own");
        Hub owners = registry.hub("owners");
        HubPlace place = new HubPlace(REGION, own.id());
        Device issued = create(own, "issued").device();
        Device orphan = create(owners, "orphan").device();
        registry.hubs.disable(REGION, owners.id());
        registry.authorityOf.bring(REGION, owners.id(), pki.root("ca"), proof(owners.id(), "ca"));
        Device below = create(owners, "below").device();
        Device withPassword = create(owners, "password").device();
        try (Connection connection = registry.database.source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into device_password (device_id, user_name, password_hash, changed_at)"
                    + " values ('" + withPassword.id() + "', 'u', 'h', 0)");
        }
        Device keys = azure(place, "keys", Optional.empty());
        Device thumbprint = azure(place, "thumbprint", Optional.of(DeviceCredential.thumbprints("a".repeat(40), "")));
        Device verified = azure(place, "verified", Optional.of(DeviceCredential.AUTHORITY));
        List<Device> devices = Stream.of(issued, orphan, below, withPassword, keys, thumbprint, verified)
                .map(each -> registry.devices.get(REGION, each.id()))
                .toList();

        assertThat(registry.deviceProofs.of(devices))
                .containsOnly(
                        entry(issued.id(), Proof.CERTIFICATE),
                        entry(orphan.id(), Proof.OWNERS_CERTIFICATE),
                        entry(below.id(), Proof.OWNERS_CERTIFICATE),
                        entry(withPassword.id(), Proof.PASSWORD),
                        entry(keys.id(), Proof.SECRET),
                        entry(thumbprint.id(), Proof.THUMBPRINT),
                        entry(verified.id(), Proof.VERIFIED_AUTHORITY));
        assertThat(registry.deviceProofs.of(List.of())).isEmpty();

        registry.certificates.replace(REGION, withPassword.id(), pki.root("password"));
        Device both = registry.devices.get(REGION, withPassword.id());
        assertThat(registry.deviceProofs.of(List.of(both))).containsOnly(entry(both.id(), Proof.CERTIFICATE));
        assertThat(registry.deviceProofs.withPasswordsFirst(List.of(both, issued)))
                .containsOnly(entry(both.id(), Proof.PASSWORD), entry(issued.id(), Proof.CERTIFICATE));
    }

    private Device azure(HubPlace place, String name, Optional<DeviceCredential> credential) {
        return registry.identities
                .create(place, name, new IdentityDraft(credential, true, "", false))
                .device();
    }

    @ParameterizedTest
    @EnumSource
    void d9_rareKeys_areExpectedWhileACertificateHasOne(TestDatabase kind) throws Exception {
        open(kind);
        OwnerPki rare = new OwnerPki(directory, List.of("-algorithm", "ED25519"));
        Device device = create(registry.hub("h"), "pump").device();
        assertThat(registry.deviceDirectory.rareKeys()).isEmpty();

        registry.certificates.replace(REGION, device.id(), rare.root("rare"));
        assertThat(registry.events).contains(new RegistryChange.KeyExpected(device.hubId(), KeyKind.ED25519));
        assertThat(registry.deviceDirectory.rareKeys()).containsExactly(KeyKind.ED25519);
        registry.certificates.replace(REGION, device.id(), pki.root("common"));
        assertThat(registry.deviceDirectory.rareKeys()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void d9_rareKeys_areExpectedOfAnAuthorityThatHasOne(TestDatabase kind) throws Exception {
        open(kind);
        pki = new OwnerPki(directory, List.of("-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-521"));
        Hub hub = registry.hub("h");
        registry.hubs.disable(REGION, hub.id());

        registry.authorityOf.bring(REGION, hub.id(), pki.root("ca"), proof(hub.id(), "ca"));

        assertThat(registry.events).contains(new RegistryChange.KeyExpected(hub.id(), KeyKind.P_521));
        assertThat(registry.deviceDirectory.rareKeys()).containsExactly(KeyKind.P_521);
    }

    @ParameterizedTest
    @EnumSource
    void d14_certificateOfAnotherDevice_ofTheProject_isRefused(TestDatabase kind) throws Exception {
        open(kind);
        Device one = create(registry.hub("h"), "pump").device();
        Device other = create(registry.hub("i"), "pump").device();
        String own = pki.root("own");
        registry.certificates.replace(REGION, one.id(), own);

        assertInvalid(() -> registry.certificates.replace(REGION, other.id(), own), "certificate_pem", "constraint");
        registry.certificates.replace(REGION, one.id(), own); // its own, once more, does no harm
        registry.devices.delete(REGION, one.id());
        registry.certificates.replace(REGION, other.id(), own);

        assertThat(owner(own)).isEqualTo(other.id());
    }

    /** Whoever comes first must not shut out the owner, nor draw the device away. */
    @ParameterizedTest
    @EnumSource
    void d14_certificateOfAnotherProjectsDevice_mayBeClaimedToo_andAProofSettlesIt(TestDatabase kind) throws Exception {
        open(kind);
        Device squatter = create(registry.hubOf("squatters"), "impostor").device();
        Device pump = create(registry.hubOf("owners"), "pump").device();
        String own = pki.root("own");
        registry.certificates.replace(REGION, squatter.id(), own);

        assertThat(registry.certificates.replace(REGION, pump.id(), own).proved())
                .isFalse();
        assertThat(holders(own)).containsOnly(entry(squatter.id(), Grounds.CLAIMED), entry(pump.id(), Grounds.CLAIMED));

        String challenge = registry.proofs.challenge(REGION, pump.id());
        assertThat(registry.proofs
                        .prove(REGION, pump.id(), challenge, pki.signature("own", challenge))
                        .proved())
                .isTrue();
        assertThat(registry.certificates.get(REGION, pump.id()).proved()).isTrue();
        assertThat(registry.certificates.replace(REGION, pump.id(), own).proved())
                .as("for good")
                .isTrue();
        assertThat(holders(own))
                .containsExactly(entry(pump.id(), Grounds.PROVED), entry(squatter.id(), Grounds.CLAIMED));

        registry.certificates.replace(REGION, pump.id(), pki.root("another"));
        assertThat(registry.certificates.get(REGION, pump.id()).proved())
                .as("of another certificate")
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void d14_proofOfAnotherKey_orOfAnotherChallenge_isRefused(TestDatabase kind) throws Exception {
        open(kind);
        CreatedDevice issued = create(registry.hubOf("squatters"), "impostor");
        Device squatter = issued.device();
        Device pump = create(registry.hubOf("owners"), "pump").device();
        String own = pki.root("own");
        pki.root("stranger");
        assertThatThrownBy(() -> registry.proofs.challenge(REGION, squatter.id()))
                .asInstanceOf(type(ProblemException.class))
                .extracting(ProblemException::problem)
                .isInstanceOf(Problem.PreconditionFailed.class);
        registry.certificates.replace(REGION, squatter.id(), own);
        registry.certificates.replace(REGION, pump.id(), own);
        String challenge = registry.proofs.challenge(REGION, pump.id());
        String signature = pki.signature("own", challenge);

        assertRefused(pump, challenge, pki.signature("stranger", challenge), "signature: was not made with the key");
        assertRefused(pump, challenge, "%", "signature: is not Base64");
        assertRefused(squatter, challenge, signature, "challenge: is not one for this device");
        assertRefused(pump, "ä", signature, "challenge: is not one for this device");
        String changed = challenge.replace("has certificate", "has no certificate");
        assertRefused(pump, changed, pki.signature("own", changed), "challenge: was changed");
        RegistryFixture later =
                registry.later(Duration.ofHours(1).plusSeconds(1).toMillis());
        assertThatThrownBy(() -> later.proofs.prove(REGION, pump.id(), challenge, signature))
                .hasMessageStartingWith("challenge: was good until");
        registry.proofs.prove(REGION, pump.id(), challenge, signature);
    }

    private void assertRefused(Device device, String challenge, String signature, String beginning) {
        assertThatThrownBy(() -> registry.proofs.prove(REGION, device.id(), challenge, signature))
                .hasMessageStartingWith(beginning);
    }

    private Map<String, Grounds> holders(String pem) {
        Map<String, Grounds> found = new LinkedHashMap<>();
        registry.deviceDirectory
                .holdersOf(DeviceCertificate.of(pem).fingerprint())
                .forEach(holder -> found.put(holder.device().identity().deviceId(), holder.grounds()));
        return found;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RSA rsa_keygen_bits:512 | has an RSA key of 512 bits (expected: from 2048 to 8192)",
                "RSA rsa_keygen_bits:1024 | has an RSA key of 1024 bits (expected: from 2048 to 8192)",
                "EC ec_paramgen_curve:secp256k1 | has a key of a kind that TLS does not know"
            })
    void certificateOfAWeakKey_isRefused_withWhatIsAsked(String given) throws Exception {
        open(TestDatabase.H2);
        Device device = create(registry.hub("h"), "pump").device();
        String[] words = given.split(" \\| ");
        String[] key = words[0].split(" ");
        OwnerPki weak = new OwnerPki(directory, List.of("-algorithm", key[0], "-pkeyopt", key[1]));

        assertThatThrownBy(() -> registry.certificates.replace(REGION, device.id(), weak.root("weak")))
                .hasMessageStartingWith("certificate_pem: " + words[1]);
    }

    @Test
    void certificateSignedWithSha1_isRefused_withWhatIsAsked() throws Exception {
        open(TestDatabase.H2);
        Device device = create(registry.hub("h"), "pump").device();

        assertThatThrownBy(() -> registry.certificates.replace(REGION, device.id(), pki.root("weak", "-sha1")))
                .hasMessageContaining("(expected: SHA-256, SHA-384 or SHA-512 with RSA or EC, or Ed25519 or Ed448)");
    }

    @ParameterizedTest
    @EnumSource
    void d7_authorityNearestToTheLeaf_isFound_notThatOfTheLowestHub(TestDatabase kind) throws Exception {
        open(kind);
        List<String> ids = Stream.of(registry.hub("h"), registry.hub("i"))
                .map(Hub::id)
                .sorted()
                .toList();
        String root = pki.root("root");
        String line = pki.intermediate("line", "root");
        ids.forEach(id -> registry.hubs.disable(REGION, id));
        registry.authorityOf.bring(REGION, ids.get(0), root, proof(ids.get(0), "root"));
        registry.authorityOf.bring(REGION, ids.get(1), line, proof(ids.get(1), "line"));

        List<String> upwards = Stream.of(line, root)
                .map(pem -> DeviceCertificate.of(pem).fingerprint())
                .toList();

        assertThat(registry.hubDirectory.nearestAuthority(upwards))
                .hasValueSatisfying(authority -> assertThat(authority.hubId()).isEqualTo(ids.get(1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no certificate",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\n!!\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\nMIIB\n",
                "-----BEGIN X509 CRL-----\nMIIB\n-----END X509 CRL-----\n",
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END RSA PRIVATE KEY-----\n"
            })
    void textThatIsNoCertificate_isRefused(String text) {
        open(TestDatabase.H2);
        Device device = create(registry.hub("h"), "pump").device();

        assertInvalid(() -> registry.certificates.replace(REGION, device.id(), text), "certificate_pem", "format");
    }

    @ParameterizedTest
    @EnumSource
    void d15_renewed_theOldOneIsWorthless(TestDatabase kind) throws Exception {
        open(kind);
        CreatedDevice created = create(registry.hub("h"), "pump");
        String deviceId = created.device().id();

        CreatedDevice renewed = registry.certificates.renew(REGION, deviceId);

        assertThat(owner(created.certificate().orElseThrow().certificatePem())).isEmpty();
        assertThat(owner(renewed.certificate().orElseThrow().certificatePem())).isEqualTo(deviceId);
        assertThat(renewed.certificate().orElseThrow().keyPem()).isNotEmpty();
        assertThat(registry.events)
                .containsExactly(new RegistryChange.DeviceRevoked(
                        created.device().hubId(), deviceId, Reason.CERTIFICATE_REPLACED));

        registry.certificates.replace(REGION, deviceId, pki.root("own"));
        assertThat(registry.certificates.renew(REGION, deviceId).device().hasCustomCertificate())
                .isFalse();
        assertThat(owner(pki.pem("own"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatTheHubIssued_andIsNoLongerGood_isInItsRevocationList(TestDatabase kind) throws Exception {
        open(kind);
        Hub hub = registry.hub("h");
        CreatedDevice renewed = create(hub, "renewed");
        CreatedDevice own = create(hub, "own");
        CreatedDevice deleted = create(hub, "deleted");
        create(hub, "good");
        registry.certificates.renew(REGION, renewed.device().id());
        registry.certificates.replace(REGION, own.device().id(), pki.root("own"));
        registry.certificates.replace(REGION, own.device().id(), pki.root("other")); // its first is not the hub's
        registry.devices.delete(REGION, deleted.device().id());

        assertThat(new String(registry.revocations.listOf(hub.id()).orElseThrow(), US_ASCII).split(","))
                .containsExactlyInAnyOrder(serial(renewed), serial(own), serial(deleted));
        assertThat(registry.revocations.listOf("gone")).isEmpty();
    }

    private static String serial(CreatedDevice device) {
        return device.certificate().orElseThrow().certificate().serialNumber();
    }

    @ParameterizedTest
    @EnumSource
    void d2_authorityOfTheOwner_takesThePlaceOfTheHubsOwn_forGood(TestDatabase kind) throws Exception {
        open(kind);
        Hub hub = registry.hub("h");
        CreatedDevice issued = create(hub, "issued");
        CreatedDevice own = create(hub, "own");
        registry.certificates.replace(REGION, own.device().id(), pki.root("own"));
        registry.hubs.disable(REGION, hub.id());

        registry.authorityOf.bring(REGION, hub.id(), pki.root("ca"), proof(hub.id(), "ca"));

        assertThat(registry.hubs.get(REGION, hub.id()).hasCustomCa()).isTrue();
        assertThat(registry.hubs.authorityCertificate(REGION, hub.id())).isEqualTo(pki.pem("ca"));
        // D4: what the hub issued is worthless, what the owner gave stays good.
        assertThat(owner(issued.certificate().orElseThrow().certificatePem())).isEmpty();
        assertThat(owner(pki.pem("own"))).isEqualTo(own.device().id());
        assertThat(registry.hubDirectory.nearestAuthority(
                        List.of(DeviceCertificate.of(pki.pem("ca")).fingerprint())))
                .hasValueSatisfying(authority -> assertThat(authority.hubId()).isEqualTo(hub.id()));
        assertThat(registry.events).contains(new RegistryChange.HubChanged(hub.id()));
        // D5
        assertThat(create(hub, "later").certificate()).isEmpty();
        // D15
        assertThatThrownBy(() ->
                        registry.certificates.renew(REGION, issued.device().id()))
                .asInstanceOf(type(ProblemException.class))
                .extracting(ProblemException::problem)
                .isInstanceOf(Problem.PreconditionFailed.class);
        // Nothing is left that the master key opens.
        assertThat(registry.hubDirectory.anySealedAuthority()).isEmpty();
        assertThat(registry.revocations.listOf(hub.id())).isEmpty();
        // Another of the owner's may follow: authorities expire.
        registry.authorityOf.bring(REGION, hub.id(), pki.root("next"), proof(hub.id(), "next"));
        assertThat(registry.hubs.authorityCertificate(REGION, hub.id())).isEqualTo(pki.pem("next"));
    }

    @ParameterizedTest
    @EnumSource
    void d2_whateverDoesNotProvePossession_isRefused_eachForItsOwnReason(TestDatabase kind) throws Exception {
        open(kind);
        Hub hub = registry.hub("h");
        String ca = pki.root("ca");
        pki.root("stranger");
        String proof = proof(hub.id(), "ca");

        assertThatThrownBy(() -> registry.authorityOf.bring(REGION, hub.id(), ca, proof))
                .asInstanceOf(type(ProblemException.class))
                .extracting(ProblemException::problem)
                .asInstanceOf(type(Problem.PreconditionFailed.class))
                .extracting(Problem.PreconditionFailed::helpMessage)
                .asString()
                .startsWith("the hub is enabled");
        registry.hubs.disable(REGION, hub.id());

        assertRefused(hub, "no certificate", proof, "ca_cert_pem", "no certificate found");
        assertRefused(hub, ca + ca, proof, "ca_cert_pem", "more than one object");
        assertRefused(hub, pki.leaf("leaf", "/CN=x", "ca", ""), proof, "ca_cert_pem", "is no certificate authority");
        assertRefused(
                hub,
                pki.leaf("crl", "/CN=x", "ca", "basicConstraints=CA:TRUE\nkeyUsage=cRLSign"),
                proof,
                "ca_cert_pem",
                "may not sign certificates");
        assertRefused(hub, expired(), proof, "ca_cert_pem", "is not valid now");
        assertRefused(hub, ca, "no certificate", "challenge_cert_pem", "no certificate found");
        assertRefused(hub, ca, proof("another", "ca"), "challenge_cert_pem", "has another common name");
        assertRefused(hub, ca, pki.leaf("o", "/O=x", "ca", ""), "challenge_cert_pem", "has not exactly one common");
        assertRefused(hub, ca, proof(hub.id(), "stranger"), "challenge_cert_pem", "is not signed with the key");

        assertThat(registry.hubs.get(REGION, hub.id()).hasCustomCa()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void d7_authorityOfAnotherHub_isRefused(TestDatabase kind) throws Exception {
        open(kind);
        Hub one = registry.hub("h");
        Hub other = registry.hub("i");
        registry.hubs.disable(REGION, one.id());
        registry.hubs.disable(REGION, other.id());
        String ca = pki.root("ca");
        registry.authorityOf.bring(REGION, one.id(), ca, proof(one.id(), "ca"));

        assertRefused(other, ca, proof(other.id(), "ca"), "ca_cert_pem", "is the authority of another hub");
    }

    /** A proof as the commands of the tutorials make it: version 1 (scaleway.md 0.3). */
    private String proof(String commonName, String authority) throws Exception {
        return pki.leaf("proof", "/CN=" + commonName, authority, "");
    }

    private String expired() {
        return TestAuthorities.expiredAuthority();
    }

    private CreatedDevice create(Hub hub, String name) {
        return registry.devices.create(
                new NewDevice(REGION, hub.id(), name, "", false, false, MessageFilters.EVERYTHING));
    }

    /** The id of the device that is recognised by the certificate; empty if nobody is. */
    private String owner(String pem) {
        return registry.deviceDirectory.holdersOf(DeviceCertificate.of(pem).fingerprint()).stream()
                .map(holder -> holder.device().identity().deviceId())
                .findFirst()
                .orElse("");
    }

    private void assertRefused(Hub hub, String authority, String proof, String argument, String beginning) {
        assertThatThrownBy(() -> registry.authorityOf.bring(REGION, hub.id(), authority, proof))
                .hasMessageStartingWith(argument + ": " + beginning);
    }
}
