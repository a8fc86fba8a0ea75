package org.axletree.verification.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import org.axletree.core.outcome.Reason;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Fleet.Device;
import org.axletree.verification.harness.MqttLine;
import org.axletree.verification.harness.Packet;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Issue 3: what a hub of the shared plan does not let its devices do. */
@ExtendWith(SharedAxletree.class)
class SharedPlanIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final AxletreeProcess hub;
    private final Fleet fleet;

    SharedPlanIT(AxletreeProcess hub) {
        this.hub = hub;
        this.fleet = hub.fleet();
    }

    @Test
    void sharedPlan_whatItDoesNotGive_isRefusedAndToldToTheOwner() {
        Fleet.Hub shared = fleet.hub(Fleet.unique("shared"), "plan_shared");
        Device device = fleet.insecureDevice(shared);
        try (MqttLine line = MqttLine.plain(hub)) {
            assertThat(line.connectToStay(device)).isEqualTo(Reason.PLAN_NEEDS_CLEAN_SESSION.connackCode());
        }
        assertThatItIsTold(shared, Reason.PLAN_NEEDS_CLEAN_SESSION);
        try (MqttLine line = MqttLine.plain(hub).open(device)) {
            assertThat(line.subscribeAtQos0("a")).containsExactly(0);
            line.publish("a", "at QoS 0");
            assertThat(line.message(PATIENCE).map(Packet::text)).contains("at QoS 0");
            line.publishLater("a", "at QoS 1".getBytes(StandardCharsets.UTF_8));
            assertThat(line.isClosedWithin(PATIENCE)).isTrue();
        }
        assertThatItIsTold(shared, Reason.PLAN_FORBIDS_PUBLISH_QOS_1);
    }

    /** MQTT 5, 3.14.2.1: the server says why it closes. */
    @ParameterizedTest
    @CsvSource({"1, 00016100, 9A, PLAN_FORBIDS_RETAIN", "2, 000161000700, 9B, PLAN_FORBIDS_PUBLISH_QOS_1"})
    void publishOfMqtt5_thatThePlanDoesNotGive_endsWithTheReasonOfTheSpecification(
            int flags, String publish, String code, Reason reason) {
        Fleet.Hub shared = fleet.hub(Fleet.unique("shared"), "plan_shared");
        try (MqttLine line = MqttLine.plain(hub)) {
            line.send(new Packet(Packet.CONNECT, 0, connectOfMqtt5(fleet.insecureDevice(shared))));
            assertThat(line.read(PATIENCE).orElseThrow().type()).isEqualTo(Packet.CONNACK);
            line.send(new Packet(Packet.PUBLISH, flags, HexFormat.of().parseHex(publish)));
            Packet answer = line.read(PATIENCE).orElseThrow();
            assertThat(answer.type()).isEqualTo(Packet.DISCONNECT);
            assertThat(HexFormat.of().withUpperCase().toHexDigits(answer.body()[0]))
                    .isEqualTo(code);
        }
        assertThatItIsTold(shared, reason);
    }

    /** Clean start, no keep-alive, no properties; the client is called what the user is. */
    private static byte[] connectOfMqtt5(Device device) {
        String name = "\0" + (char) device.id().length() + device.id();
        return ("\0\4MQTT\5\u0082\0\0\0" + name + name).getBytes(StandardCharsets.ISO_8859_1);
    }

    private void assertThatItIsTold(Fleet.Hub shared, Reason reason) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        hub.api().get("hubs/" + shared.id() + "/events").text())
                .contains("\"" + reason.label() + "\""));
    }
}
