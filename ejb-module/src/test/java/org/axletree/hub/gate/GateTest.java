package org.axletree.hub.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.axletree.core.door.Admission.Admitted;
import org.axletree.core.door.Admission.Refused;
import org.axletree.core.door.DoorTerms;
import org.axletree.core.door.Recognition;
import org.axletree.core.filter.FilterPolicy;
import org.axletree.core.filter.MessageFilter;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.identity.ConnectionSecurity;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.limit.PlanRules;
import org.axletree.core.limit.SessionLimits;
import org.axletree.core.outcome.Reason;
import org.axletree.core.topic.TopicFilter;
import org.axletree.hub.authority.TestAuthorities;
import org.axletree.hub.dialect.TestDialects;
import org.axletree.hub.registry.LocalRevision;
import org.axletree.hub.registry.RegistryRevision;
import org.axletree.hub.registry.authority.DeviceAuthoritiesInMemory;
import org.axletree.hub.registry.device.CertificateHolder.Grounds;
import org.axletree.hub.registry.device.DevicesInMemory;
import org.axletree.hub.registry.device.KnownDevice;
import org.axletree.hub.registry.hub.HubAuthority;
import org.axletree.hub.registry.hub.HubsInMemory;
import org.axletree.hub.registry.hub.ProductPlan;
import org.axletree.hub.registry.provisioning.ProvisioningInMemory;
import org.axletree.hub.registry.provisioning.ProvisioningService;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GateTest {
    private static final String HUB = "0f2c7a4e-54a9-4a3f-9f38-0f6f4f1d2a11";
    private static final String PUMP = "11111111-54a9-4a3f-9f38-0f6f4f1d2a11";
    private static final String VALVE = "22222222-54a9-4a3f-9f38-0f6f4f1d2aab";
    private static final String NOBODY = "99999999-54a9-4a3f-9f38-0f6f4f1d2a11";
    private static final MessageFilters FILTERS =
            new MessageFilters(new MessageFilter(FilterPolicy.ACCEPT, List.of()), MessageFilter.EVERYTHING);

    private static TestAuthorities authorities;

    private final DevicesInMemory devices = new DevicesInMemory();
    private final HubsInMemory hubs = new HubsInMemory();
    private MessageFilters filters = FILTERS;
    private String dialect = "scaleway";
    private Optional<String> hubMovedTo = Optional.empty();
    private ProductPlan plan = ProductPlan.DEDICATED;
    private final RegistryRevision revision = new LocalRevision();
    private final ProvisioningInMemory provisioning = new ProvisioningInMemory();
    private final Gate gate = new Gate(
            devices,
            hubs,
            revision,
            provisioning,
            new DeviceAuthoritiesInMemory(),
            new CloudAuthenticators(),
            TestDialects.all(),
            Clock.systemUTC(),
            SessionLimits.DEFAULT,
            PlanRules.SHARED);

    @BeforeAll
    static void makeAuthorities() {
        authorities = TestAuthorities.of(HUB);
    }

    @BeforeEach
    void registerHub() {
        hubs.put(new HubAuthority(HUB, HUB, authorities.authorityPem(), true, false));
    }

    /** scaleway.md B7, B8, C1 to C4: how one comes × what the owner allows × what state device and hub are in. */
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            PLAIN,      userName, insecure, hub on,  device on,  admitted
            PLAIN,      clientId, insecure, hub on,  device on,  admitted
            SERVER_TLS, userName, insecure, hub on,  device on,  admitted
            SERVER_TLS, clientId, insecure, hub on,  device on,  admitted
            MUTUAL_TLS, nothing,  insecure, hub on,  device on,  admitted
            PLAIN,      userName, secure,   hub on,  device on,  MUTUAL_TLS_REQUIRED
            PLAIN,      clientId, secure,   hub on,  device on,  MUTUAL_TLS_REQUIRED
            SERVER_TLS, userName, secure,   hub on,  device on,  MUTUAL_TLS_REQUIRED
            SERVER_TLS, clientId, secure,   hub on,  device on,  MUTUAL_TLS_REQUIRED
            MUTUAL_TLS, nothing,  secure,   hub on,  device on,  admitted
            PLAIN,      nothing,  insecure, hub on,  device on,  UNIDENTIFIED
            SERVER_TLS, nothing,  insecure, hub on,  device on,  UNIDENTIFIED
            PLAIN,      userName, insecure, hub off, device on,  HUB_DISABLED
            PLAIN,      userName, insecure, hub on,  device off, DEVICE_DISABLED
            PLAIN,      userName, insecure, hub off, device off, HUB_DISABLED
            PLAIN,      userName, secure,   hub off, device off, MUTUAL_TLS_REQUIRED
            MUTUAL_TLS, nothing,  secure,   hub off, device on,  HUB_DISABLED
            MUTUAL_TLS, nothing,  secure,   hub on,  device off, DEVICE_DISABLED
            """)
    void admit_decides(
            ConnectionSecurity security, String shown, String setting, String hub, String device, String answer) {
        put(PUMP, "pump", setting.equals("insecure"), hub.equals("hub on"), device.equals("device on"));

        Decision decision = gate.admit(
                request(security, "pump", shown.equals("clientId") ? PUMP : "", shown.equals("userName") ? PUMP : ""),
                DoorTerms.NONE);

        if (answer.equals("admitted")) {
            assertThat(decision.admission()).isInstanceOf(Admitted.class);
            Admitted admitted = (Admitted) decision.admission();
            assertThat(admitted.identity()).isEqualTo(new DeviceIdentity(HUB, "My hub", PUMP, "pump"));
            assertThat(admitted.filters()).isEqualTo(FILTERS);
            assertThat(admitted.multipleConnections()).isTrue();
            assertThat(admitted.limits()).isEqualTo(SessionLimits.DEFAULT);
        } else {
            assertThat(decision.admission()).isEqualTo(new Refused(Reason.valueOf(answer)));
        }
        if (!answer.equals("UNIDENTIFIED")) {
            assertThat(decision.hubId()).isEqualTo(HUB);
            assertThat(decision.deviceId()).isEqualTo(PUMP);
        }
    }

    /** scaleway.md 0.14: a device that has a secret or keys never gets in by its name, whatever the owner allows. */
    @ParameterizedTest
    @CsvSource({"true, azure", "false, azure", "true, huawei"})
    void idOfADeviceThatHasToProveItself_isRefused(boolean insecure, String spoken) {
        dialect = spoken;
        put(PUMP, "pump", insecure, true, true);

        for (Decision decision : List.of(plain("", PUMP), plain(PUMP, ""))) {
            assertThat(decision.admission()).isEqualTo(new Refused(Reason.CREDENTIAL_REQUIRED));
            assertThat(decision.hubId()).isEqualTo(HUB);
            assertThat(decision.deviceId()).isEqualTo(PUMP);
        }
    }

    @Test
    void device_ofAnotherCloud_isRefusedOnTheSharedPlan() {
        plan = ProductPlan.SHARED;
        dialect = "azure";
        put(PUMP, "pump", false, true, true);

        assertThat(gate.admit(request(ConnectionSecurity.MUTUAL_TLS, "pump", "", ""), DoorTerms.NONE)
                        .admission())
                .isEqualTo(new Refused(Reason.PLAN_UNSUITABLE));
    }

    @Test
    void certificate_aloneDecides_whateverElseIsShown() {
        put(PUMP, "pump", false, true, true);
        put(VALVE, "valve", true, true, true);

        Decision decision = gate.admit(request(ConnectionSecurity.MUTUAL_TLS, "pump", VALVE, VALVE), DoorTerms.NONE);

        assertThat(decision.deviceId()).isEqualTo(PUMP);
        assertThat(decision.admission()).isInstanceOf(Admitted.class);
    }

    @Test
    void certificateOfAnUnknownName_isNotHelpedByADeviceId() {
        put(VALVE, "valve", true, true, true);

        Decision decision = gate.admit(request(ConnectionSecurity.MUTUAL_TLS, "gone", VALVE, VALVE), DoorTerms.NONE);

        // The hub whose authority signed it is known: its owner can find the reason.
        assertThat(decision).isEqualTo(Decision.refused(new Refused(Reason.UNIDENTIFIED), HUB, "", ""));
    }

    @Test
    void certificateOfAnotherHub_withAKnownName_isRefused() {
        put(PUMP, "pump", true, true, true);
        TestAuthorities foreign = TestAuthorities.of("5d5d5d5d-54a9-4a3f-9f38-0f6f4f1d2a11");
        X509Certificate leaf = TestAuthorities.read(foreign.issue("pump"));
        ConnectRequest request = new ConnectRequest(
                1, ConnectionSecurity.MUTUAL_TLS, List.of(leaf), "", PUMP, new byte[0], "MQTT 3.1.1", "192.0.2.1:1");

        assertThat(gate.admit(request, DoorTerms.NONE).admission()).isEqualTo(new Refused(Reason.INVALID_CERTIFICATE));
        assertThat(gate.recognise(List.of(leaf))).isEqualTo(new Recognition.Unrecognised(Reason.INVALID_CERTIFICATE));
    }

    @Test
    void recognise_certificateOfADevice() {
        put(PUMP, "pump", true, true, true);

        assertThat(gate.recognise(List.of(certificate("pump")))).isEqualTo(Recognition.RECOGNISED);
    }

    /** scaleway.md D8: dropped in the handshake. */
    @Test
    void recognise_nobodysCertificate_isRefused() {
        assertThat(gate.recognise(List.of(certificate("gone"))))
                .isEqualTo(new Recognition.Unrecognised(Reason.UNIDENTIFIED, HUB));
    }

    @Test
    void userName_goesBeforeClientId_andWhatIsNoDeviceIsPassedOver() {
        put(PUMP, "pump", true, true, true);
        put(VALVE, "valve", true, true, true);

        assertThat(plain(VALVE, PUMP).deviceId()).isEqualTo(PUMP);
        assertThat(plain(VALVE, "somebody").deviceId()).isEqualTo(VALVE);
        assertThat(plain(VALVE, NOBODY).deviceId()).isEqualTo(VALVE);
        assertThat(plain("mosquitto", PUMP).deviceId()).isEqualTo(PUMP);
        assertThat(plain(NOBODY, NOBODY).admission()).isEqualTo(new Refused(Reason.UNIDENTIFIED));
    }

    @Test
    void deviceId_isReadInUpperCaseToo_butInNoOtherSpelling() {
        put(VALVE, "valve", true, true, true);

        assertThat(plain("", VALVE.toUpperCase(Locale.ROOT)).deviceId()).isEqualTo(VALVE);
        assertThat(plain("", VALVE.replace("-", "")).deviceId()).isEmpty();
        assertThat(plain("", "{" + VALVE + "}").deviceId()).isEmpty();
        assertThat(plain("", VALVE + " ").deviceId()).isEmpty();
    }

    @Test
    void revision_isThatFromBeforeTheRegistryWasRead() {
        put(PUMP, "pump", true, true, true);
        revision.next();
        revision.next();

        assertThat(((Admitted) plain("", PUMP).admission()).revision()).isEqualTo(2);
        assertThat(gate.rights(List.of(NOBODY, PUMP)))
                .singleElement()
                .satisfies(rights -> assertThat(rights.admitted().revision()).isEqualTo(2));
    }

    /** scaleway.md E7, E8: filled in for the device, at CONNECT and whenever its rights change. */
    @Test
    void filters_areFilledIn() {
        filters = new MessageFilters(
                new MessageFilter(
                        FilterPolicy.ACCEPT,
                        List.of(TopicFilter.of("{{ hub.name }}/{{ device.name }}"), TopicFilter.of("{{ foo }}"))),
                MessageFilter.EVERYTHING);
        put(PUMP, "pump", true, true, true);

        Decision decision = plain("", PUMP);

        assertThat(((Admitted) decision.admission()).filters().publish().topics())
                .containsExactly(TopicFilter.of("My hub/pump"));
        assertThat(decision.warnings()).singleElement().asString().startsWith("{{ foo }}: variable foo");
        assertThat(gate.rights(List.of(PUMP))).singleElement().satisfies(rights -> {
            assertThat(rights.admitted().filters()).isEqualTo(((Admitted) decision.admission()).filters());
            assertThat(rights.warnings()).isEqualTo(decision.warnings());
        });
    }

    /** scaleway.md A4, A5. */
    @ParameterizedTest
    @CsvSource({"SHARED, false", "DEDICATED, true", "HA, true"})
    void plan_saysWhatASessionMayDo(ProductPlan product, boolean everything) {
        plan = product;
        put(PUMP, "pump", true, true, true);

        assertThat(((Admitted) plain("", PUMP).admission()).plan())
                .isEqualTo(everything ? PlanRules.EVERYTHING : PlanRules.SHARED);
        assertThat(gate.rights(List.of(PUMP)).get(0).admitted().plan())
                .isEqualTo(everything ? PlanRules.EVERYTHING : PlanRules.SHARED);
    }

    /** MQTT 5 section 4.11. Who has proved nothing is not told where the hub is now. */
    @Test
    void hubThatHasMoved_saysWhereTo() {
        hubMovedTo = Optional.of("hub.example.org:8883");
        put(PUMP, "pump", true, false, false);
        put(VALVE, "valve", false, true, true);

        assertThat(plain("", PUMP).admission()).isEqualTo(new Refused(Reason.HUB_MOVED, "hub.example.org:8883"));
        assertThat(plain("", VALVE).admission()).isEqualTo(new Refused(Reason.MUTUAL_TLS_REQUIRED));
        assertThat(gate.rightsWithoutConnection(HUB, VALVE)).isEmpty();
    }

    /** What a device left in one hub is not said with the rights that it has in another. */
    @Test
    void rightsWithoutConnection_areThoseInTheHubThatIsAskedFor_alsoOfADeviceThatMoved() {
        put(PUMP, "pump", true, true, true);

        assertThat(gate.rightsWithoutConnection(HUB, PUMP)).isPresent();
        assertThat(gate.rightsWithoutConnection("1a2b3c4d-54a9-4a3f-9f38-0f6f4f1d2a22", PUMP))
                .isEmpty();
    }

    @Test
    void newcomer_ofAHubThatHasMoved_isToldWhereTo() {
        X509Certificate[] chain = ownersChain("new");
        provisioning.answer(new ProvisioningService.NotTaken(Reason.HUB_MOVED, "", "hub.example.org"));

        assertThat(gate.admit(mutualTls(chain), DoorTerms.NONE).admission())
                .isEqualTo(new Refused(Reason.HUB_MOVED, "hub.example.org"));
    }

    /** scaleway.md D10, D12: created at CONNECT, and not before. */
    @Test
    void newcomer_isAdmittedAsTheDeviceThatItBecame() {
        X509Certificate[] chain = ownersChain("new");
        put(PUMP, "new", false, true, true);
        KnownDevice device = devices.deviceById(PUMP).orElseThrow();
        devices.remove(PUMP);
        provisioning.answer(new ProvisioningService.Taken(device, true));

        assertThat(gate.recognise(List.of(chain))).isEqualTo(Recognition.RECOGNISED);
        assertThat(provisioning.asked()).isEmpty();
        Decision decision = gate.admit(mutualTls(chain), DoorTerms.NONE);

        assertThat(provisioning.asked()).containsExactly("new from 192.0.2.1:1");
        assertThat(decision.created()).isTrue();
        assertThat(decision.deviceId()).isEqualTo(PUMP);
        assertThat(decision.admission()).isInstanceOf(Admitted.class);
    }

    @Test
    void newcomerThatIsNotTaken_isRefused_withTheReasonForTheOwner() {
        provisioning.answer(new ProvisioningService.NotTaken(Reason.QUOTA_EXCEEDED, "too many"));

        assertThat(gate.admit(mutualTls(ownersChain("new")), DoorTerms.NONE))
                .isEqualTo(Decision.refused(new Refused(Reason.QUOTA_EXCEEDED), HUB, "", "too many"));
    }

    /** A leaf and its authority, which the owner of the hub brought and which may bring provisioning. */
    private X509Certificate[] ownersChain(String name) {
        hubs.put(new HubAuthority(HUB, HUB, authorities.authorityPem(), false, true));
        return new X509Certificate[] {
            TestAuthorities.read(authorities.issue(name)), TestAuthorities.read(authorities.authorityPem())
        };
    }

    private static ConnectRequest mutualTls(X509Certificate... chain) {
        return new ConnectRequest(
                1, ConnectionSecurity.MUTUAL_TLS, List.of(chain), "", "", new byte[0], "MQTT 3.1.1", "192.0.2.1:1");
    }

    private Decision plain(String clientId, String userName) {
        return gate.admit(request(ConnectionSecurity.PLAIN, "", clientId, userName), DoorTerms.NONE);
    }

    private ConnectRequest request(
            ConnectionSecurity security, String certificateName, String clientId, String userName) {
        List<X509Certificate> certificates =
                security == ConnectionSecurity.MUTUAL_TLS ? List.of(certificate(certificateName)) : List.of();
        return new ConnectRequest(
                1, security, certificates, clientId, userName, new byte[0], "MQTT 3.1.1", "192.0.2.1:1");
    }

    private void put(String id, String name, boolean insecure, boolean hubEnabled, boolean enabled) {
        devices.put(new KnownDevice(
                new DeviceIdentity(HUB, "My hub", id, name),
                dialect,
                plan,
                hubEnabled,
                enabled,
                insecure,
                true,
                filters,
                false,
                hubMovedTo,
                false));
    }

    /** A certificate of the hub's authority; if there is a device of that name, its own. */
    private X509Certificate certificate(String name) {
        String pem = authorities.issue(name);
        devices.deviceByName(HUB, name)
                .ifPresent(device -> devices.certify(device.identity().deviceId(), pem, Grounds.ISSUED));
        return TestAuthorities.read(pem);
    }
}
