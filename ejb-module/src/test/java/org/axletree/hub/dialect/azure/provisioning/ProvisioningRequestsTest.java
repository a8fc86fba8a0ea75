package org.axletree.hub.dialect.azure.provisioning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.axletree.core.door.Admission.Admitted;
import org.axletree.core.door.Reply;
import org.axletree.core.door.SessionRules;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.limit.PlanRules;
import org.axletree.core.limit.SessionLimits;
import org.axletree.core.message.HubMessage;
import org.axletree.core.message.Message;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.exchange.OfferedPublication;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.azure.HubDraft;
import org.axletree.hub.registry.database.TestDatabase;
import org.axletree.hub.registry.device.NewDevice;
import org.axletree.hub.registry.enrollment.AllocationPolicy;
import org.axletree.hub.registry.enrollment.Enrollment;
import org.axletree.hub.registry.enrollment.EnrollmentDraft;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.settings.HubSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProvisioningRequestsTest {
    private static final String TAKEN = "taken";

    private RegistryFixture registry;
    private ProvisioningRequests requests;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(TestDatabase.H2.open());
        requests = new ProvisioningRequests(registry.enrollmentDirectory, registry.registrations, new HubSettings());
        registry.resources.putGroup("gaz", "norwayeast", "{}");
        Hub hub = registry.resources
                .putHub("gaz", "GazHub", new HubDraft("norwayeast", "F1", 1, 2, 10, 3_600), "{}")
                .hub();
        registry.devices.create(
                new NewDevice(hub.region(), hub.id(), TAKEN, "", false, false, MessageFilters.EVERYTHING));
        registry.scopes.put("gaz", "gaz-dps", "norwayeast", AllocationPolicy.HASHED, "{}");
    }

    /** To try again helps nobody: SDKs try again after 429, and give up after this. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void idOfADeviceOfAnotherKind_isRefusedForGood_andTheEventNamesIt(boolean ofGroup) {
        Enrollment enrollment = enrolled(ofGroup, ofGroup ? "" : TAKEN);

        Reply reply = requests.answer(asking(enrollment, ofGroup ? TAKEN : "one"));

        assertThat(message(reply).topic()).isEqualTo("$dps/registrations/res/409/?$rid=7");
        assertThat(new String(message(reply).payload(), UTF_8))
                .contains("\"errorCode\":409000", "device taken is there already, and is none of Azure's");
        assertThat(reply.refusal()).contains(Reason.DEVICE_NAME_TAKEN);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void idThatIsFree_isTheDevices(boolean ofGroup) {
        Enrollment enrollment = enrolled(ofGroup, "");

        Reply reply = requests.answer(asking(enrollment, "one"));

        assertThat(message(reply).topic()).startsWith("$dps/registrations/res/202/?$rid=7");
        assertThat(reply.refusal()).isEmpty();
    }

    private Enrollment enrolled(boolean ofGroup, String deviceName) {
        return registry.enrollments.put(
                "gaz-dps",
                ofGroup,
                "one",
                new EnrollmentDraft(
                        Optional.empty(),
                        deviceName,
                        Optional.empty(),
                        List.of(),
                        true,
                        true,
                        true,
                        false,
                        JsonValue.EMPTY_JSON_OBJECT,
                        JsonValue.EMPTY_JSON_OBJECT),
                OptionalLong.empty(),
                true);
    }

    private static Message message(Reply reply) {
        return reply.message().orElseThrow();
    }

    private static OfferedPublication asking(Enrollment enrollment, String registrationId) {
        Admitted asking = new Admitted(
                new DeviceIdentity("hub", "GazHub", "", registrationId),
                MessageFilters.EVERYTHING,
                SessionLimits.DEFAULT,
                PlanRules.EVERYTHING,
                false,
                0,
                "dps",
                SessionRules.MQTT,
                new ProvenRegistration(enrollment.id(), "").written());
        return new OfferedPublication(
                asking,
                new HubMessage(
                        "$dps/registrations/PUT/iotdps-register/?$rid=7", Qos.AT_LEAST_ONCE, false, 0, new byte[0]),
                false);
    }
}
