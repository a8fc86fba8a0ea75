package org.axletree.hub.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.axletree.core.door.Admission.Admitted;
import org.axletree.core.door.Admission.Refused;
import org.axletree.core.door.DoorTerms;
import org.axletree.core.door.Recognition;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.identity.ConnectionSecurity;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.limit.PlanRules;
import org.axletree.core.limit.SessionLimits;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.authority.OwnerPki;
import org.axletree.hub.dialect.TestDialects;
import org.axletree.hub.registry.LocalRevision;
import org.axletree.hub.registry.authority.DeviceAuthoritiesInMemory;
import org.axletree.hub.registry.device.CertificateHolder.Grounds;
import org.axletree.hub.registry.device.DevicesInMemory;
import org.axletree.hub.registry.device.KnownDevice;
import org.axletree.hub.registry.hub.HubAuthority;
import org.axletree.hub.registry.hub.HubsInMemory;
import org.axletree.hub.registry.hub.ProductPlan;
import org.axletree.hub.registry.provisioning.ProvisioningInMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A certificate is no secret: two tenants say that it is their device's. And which authority decides where there are two. */
final class CertificateClaimsTest {
    private static final String HUB = "0f2c7a4e-54a9-4a3f-9f38-0f6f4f1d2a11";
    private static final String OTHER_HUB = "1a2b3c4d-54a9-4a3f-9f38-0f6f4f1d2a22";
    private static final String PUMP = "11111111-54a9-4a3f-9f38-0f6f4f1d2a11";
    private static final String IMPOSTOR = "22222222-54a9-4a3f-9f38-0f6f4f1d2a22";

    private final DevicesInMemory devices = new DevicesInMemory();
    private final HubsInMemory hubs = new HubsInMemory();
    private final Gate gate = new Gate(
            devices,
            hubs,
            new LocalRevision(),
            new ProvisioningInMemory(),
            new DeviceAuthoritiesInMemory(),
            new CloudAuthenticators(),
            TestDialects.all(),
            Clock.systemUTC(),
            SessionLimits.DEFAULT,
            PlanRules.SHARED);

    @TempDir
    Path temporary;

    @Test
    void certificateOfOneClaim_isThatDevices_whateverElseTheClientSays() throws Exception {
        X509Certificate own = claimedBy(Grounds.CLAIMED, null);

        assertThat(admitted(own, "", "")).isEqualTo(PUMP);
        assertThat(admitted(own, "somebody", "something")).isEqualTo(PUMP);
    }

    @ParameterizedTest
    @CsvSource({
        PUMP + ", ''," + PUMP,
        IMPOSTOR + ", ''," + IMPOSTOR,
        "'', " + PUMP + "," + PUMP,
        PUMP + "," + IMPOSTOR + "," + PUMP
    })
    void certificateOfTwoClaims_isTheDevicesThatTheClientNames(String userName, String clientId, String device)
            throws Exception {
        X509Certificate own = claimedBy(Grounds.CLAIMED, Grounds.CLAIMED);

        assertThat(gate.recognise(List.of(own))).isEqualTo(Recognition.RECOGNISED);
        assertThat(admitted(own, userName, clientId)).isEqualTo(device);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "somebody", "33333333-54a9-4a3f-9f38-0f6f4f1d2a33"})
    void certificateOfTwoClaims_isNobodys_whereTheClientNamesNeither_andBothOwnersLearnOfIt(String userName)
            throws Exception {
        X509Certificate own = claimedBy(Grounds.CLAIMED, Grounds.CLAIMED);

        Decision decision = gate.admit(request(List.of(own), userName, ""), DoorTerms.NONE);

        assertThat(decision.admission()).isEqualTo(new Refused(Reason.CERTIFICATE_CLAIMED));
        assertThat(decision.claimants()).extracting(DeviceIdentity::hubId).containsExactlyInAnyOrder(HUB, OTHER_HUB);
        assertThat(decision.claimants()).extracting(DeviceIdentity::deviceId).containsExactlyInAnyOrder(PUMP, IMPOSTOR);
    }

    @Test
    void proofOfTheKey_settlesAClaim_whateverTheClientNames() throws Exception {
        X509Certificate own = claimedBy(Grounds.PROVED, Grounds.CLAIMED);

        assertThat(admitted(own, "", "")).isEqualTo(PUMP);
        assertThat(admitted(own, IMPOSTOR, IMPOSTOR)).isEqualTo(PUMP);
    }

    /** A device that was sold: both had the key. */
    @Test
    void proofOfBoth_leavesItToTheClient() throws Exception {
        X509Certificate own = claimedBy(Grounds.PROVED, Grounds.PROVED);

        assertThat(admitted(own, IMPOSTOR, "")).isEqualTo(IMPOSTOR);
        assertThat(gate.admit(request(List.of(own), "", ""), DoorTerms.NONE).admission())
                .isEqualTo(new Refused(Reason.CERTIFICATE_CLAIMED));
    }

    @Test
    void claimToWhatAHubIssued_isWorthNothing() throws Exception {
        X509Certificate own = claimedBy(Grounds.ISSUED, Grounds.PROVED);

        assertThat(admitted(own, IMPOSTOR, "")).isEqualTo(PUMP);
    }

    @ParameterizedTest
    @CsvSource({HUB + "," + OTHER_HUB, OTHER_HUB + "," + HUB})
    void authorityNearestToTheLeaf_decides(String rootsHub, String intermediatesHub) throws Exception {
        OwnerPki pki = new OwnerPki(temporary);
        hubs.put(new HubAuthority(rootsHub, rootsHub, pki.root("root"), false, true));
        hubs.put(new HubAuthority(intermediatesHub, intermediatesHub, pki.intermediate("line", "root"), false, true));
        device(rootsHub, PUMP, "pump", false);
        device(intermediatesHub, IMPOSTOR, "pump", false);
        pki.leaf("leaf", "/CN=pump", "line", "");

        List<X509Certificate> chain =
                List.of(pki.certificate("leaf"), pki.certificate("line"), pki.certificate("root"));

        assertThat(gate.admit(request(chain, "", ""), DoorTerms.NONE).hubId()).isEqualTo(intermediatesHub);
        assertThat(gate.admit(request(chain.subList(0, 2), "", ""), DoorTerms.NONE)
                        .hubId())
                .isEqualTo(intermediatesHub);
    }

    @ParameterizedTest
    @ValueSource(strings = {"leaf of RSA 1024", "leaf signed with SHA-1", "intermediate of RSA 1024"})
    void chainThatIsTooWeak_isRefusedForThat(String weak) throws Exception {
        OwnerPki pki = new OwnerPki(temporary);
        OwnerPki weakPki = new OwnerPki(temporary, List.of("-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"));
        hubs.put(new HubAuthority(HUB, HUB, pki.root("root"), false, true));
        device(HUB, PUMP, "pump", false);
        (weak.startsWith("intermediate") ? weakPki : pki).intermediate("line", "root");
        if (weak.equals("leaf signed with SHA-1")) {
            pki.leaf("leaf", "/CN=pump", "line", "", "-sha1");
        } else {
            (weak.startsWith("leaf") ? weakPki : pki).leaf("leaf", "/CN=pump", "line", "");
        }
        List<X509Certificate> chain =
                List.of(pki.certificate("leaf"), pki.certificate("line"), pki.certificate("root"));

        assertThat(gate.admit(request(chain, "", ""), DoorTerms.NONE))
                .isEqualTo(Decision.refused(new Refused(Reason.CERTIFICATE_WEAK), HUB, "", ""));
        assertThat(gate.recognise(chain)).isEqualTo(new Recognition.Unrecognised(Reason.CERTIFICATE_WEAK, HUB));
    }

    /** Of a device of either hub; of the other one's only if there are grounds. */
    private X509Certificate claimedBy(Grounds pumps, Grounds impostors) throws Exception {
        OwnerPki pki = new OwnerPki(temporary);
        String own = pki.root("own");
        device(HUB, PUMP, "pump", true);
        devices.certify(PUMP, own, pumps);
        if (impostors != null) {
            device(OTHER_HUB, IMPOSTOR, "impostor", true);
            devices.certify(IMPOSTOR, own, impostors);
        }
        return pki.certificate("own");
    }

    private String admitted(X509Certificate own, String userName, String clientId) {
        Decision decision = gate.admit(request(List.of(own), userName, clientId), DoorTerms.NONE);
        assertThat(decision.admission()).isInstanceOf(Admitted.class);
        return decision.deviceId();
    }

    private static ConnectRequest request(List<X509Certificate> chain, String userName, String clientId) {
        return new ConnectRequest(
                1, ConnectionSecurity.MUTUAL_TLS, chain, clientId, userName, new byte[0], "MQTT 3.1.1", "192.0.2.1:1");
    }

    private void device(String hubId, String id, String name, boolean ownCertificate) {
        devices.put(new KnownDevice(
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
                false));
    }
}
