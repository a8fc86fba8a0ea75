package org.axletree.verification.walk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Clouds;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.MqttLine;
import org.axletree.verification.harness.Packet;
import org.axletree.verification.harness.SharedAxletree;
import org.axletree.verification.lwm2m.LeshanDevice;
import org.axletree.verification.lwm2m.Meter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One way to tell any device something: what it becomes for each, and what the ledger says of it. */
@ExtendWith(SharedAxletree.class)
class CommandsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final AxletreeProcess server;
    private final Fleet.Hub hub;
    private final Clouds clouds;

    CommandsIT(AxletreeProcess server) {
        this.server = server;
        this.hub = server.fleet().hub();
        this.clouds = new Clouds(server, hub);
    }

    @Test
    void deviceOfAzure_thatIsAway_isToldByAMessage_whenItIsBack() {
        Clouds.Device pump = clouds.azure("pump");
        String command = send(pump.id(), "{\"payload\":{\"on\":true}}");
        awaitState(pump.id(), command, "sent");

        try (MqttLine line = clouds.open(pump)) {
            line.subscribe(1, "devices/pump/messages/devicebound/#");
            Packet told = line.message(PATIENCE).orElseThrow();
            assertThat(told.topic()).startsWith("devices/pump/messages/devicebound/");
            assertThat(told.text()).isEqualTo("{\"on\":true}");
            assertThat(awaitState(pump.id(), command, "delivered").get("kind").textValue())
                    .isEqualTo("c2d");
        }
    }

    @Test
    void deviceOfHuawei_isToldByACommand_andItsAnswerIsKept() {
        Clouds.Device lamp = clouds.huawei(Fleet.unique("product"), "lamp");
        String own = "$oc/devices/" + lamp.name() + "/sys/commands/";
        try (MqttLine line = clouds.open(lamp)) {
            line.subscribe(1, own + "#");
            String command = send(lamp.id(), "{\"name\":\"turn\",\"service_id\":\"light\",\"payload\":{\"to\":3}}");
            Packet told = line.message(PATIENCE).orElseThrow();
            assertThat(told.topic()).startsWith(own + "request_id=");
            assertThat(told.text()).contains("\"command_name\":\"turn\"", "\"service_id\":\"light\"", "{\"to\":3}");
            line.publishAndWait(
                    own + "response/" + told.topic().substring(own.length()),
                    "{\"result_code\":0,\"response_name\":\"turned\",\"paras\":{\"at\":3}}");

            JsonNode answered = awaitState(lamp.id(), command, "answered");
            assertThat(answered.get("kind").textValue()).isEqualTo("oc");
            assertThat(answered.get("answer_status").intValue()).isZero();
            assertThat(answered.get("answer").toString()).contains("\"at\":3");
        }
    }

    @Test
    void deviceWhoseSessionIsKept_isToldWhenItIsBack_butNotWhatCameTooLate() {
        Fleet.Device valve = server.fleet().insecureDevice(hub);
        try (MqttLine line = MqttLine.plain(server)) {
            assertThat(line.connectToStay(valve)).isZero();
            line.subscribe(1, "valve");
        }
        Awaitility.await("away").atMost(PATIENCE).until(() -> !server.api()
                .get("devices/" + valve.id())
                .orThrow()
                .json()
                .get("is_connected")
                .booleanValue());
        String late = send(valve.id(), "{\"topic\":\"valve\",\"payload\":\"late\",\"wait_seconds\":1}");
        String open = send(valve.id(), "{\"topic\":\"valve\",\"payload\":\"open\"}");
        awaitState(valve.id(), open, "waiting");
        awaitState(valve.id(), late, "expired");

        try (MqttLine line = MqttLine.plain(server).resume(valve)) {
            assertThat(line.message(PATIENCE).orElseThrow().text()).isEqualTo("open");
            awaitState(valve.id(), open, "delivered");
        }
    }

    @Test
    void deviceWithObjects_isToldByAnOperation() {
        Meter meter = Meter.plain(server, hub);
        try (LeshanDevice device =
                LeshanDevice.plain(meter.node(), server.axletree().port("AXLETREE_COAP_PORT"))) {
            Awaitility.await("registration").atMost(PATIENCE).until(() -> device.server()
                    .isPresent());
            String id = server.api()
                    .get("devices?hub_id=" + hub.id() + "&name=" + meter.id())
                    .orThrow()
                    .json()
                    .at("/devices/0/id")
                    .textValue();
            String written = send(id, "{\"operation\":\"write\",\"path\":\"/3/0/14\",\"payload\":\"+02:00\"}");
            String read = send(id, "{\"operation\":\"read\",\"path\":\"/3/0/0\"}");

            assertThat(awaitState(id, written, "answered").get("answer_status").intValue())
                    .isEqualTo(204);
            JsonNode answered = awaitState(id, read, "answered");
            assertThat(answered.get("kind").textValue()).isEqualTo("lwm2m");
            assertThat(answered.get("answer_status").intValue()).isEqualTo(205);
            assertThat(answered.get("answer").toString()).contains("Axletree");
        }
    }

    private String send(String device, String command) {
        return server.api()
                .post("devices/" + device + "/commands", command)
                .orThrow()
                .json()
                .get("id")
                .textValue();
    }

    private JsonNode show(String device, String command) {
        return server.api()
                .get("devices/" + device + "/commands/" + command)
                .orThrow()
                .json();
    }

    private JsonNode awaitState(String device, String command, String state) {
        Awaitility.await(state)
                .atMost(PATIENCE)
                .until(() -> show(device, command).get("state").textValue(), state::equals);
        return show(device, command);
    }
}
