package org.axletree.verification.scaleway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Fleet.Device;
import org.axletree.verification.harness.Fleet.Hub;
import org.axletree.verification.harness.Mosquitto;
import org.axletree.verification.harness.MqttLine;
import org.axletree.verification.harness.Packet;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** L3 of scaleway.md: twins, from the side of devices. */
@ExtendWith(SharedAxletree.class)
class TwinsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STATE = "$SCW/twins/me/state/";

    private final AxletreeProcess process;
    private final Fleet fleet;
    private final Hub hub;

    TwinsIT(AxletreeProcess process) {
        this.process = process;
        this.fleet = process.fleet();
        this.hub = fleet.hub();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mqttv311", "mqttv5"})
    void mosquittoRr_asksAndIsAnswered(String version) throws Exception {
        Device device = fleet.device(hub);

        String made = Mosquitto.ask(
                        process,
                        device,
                        STATE + "put",
                        STATE + "put/response/success",
                        "{\"data\":{\"a\":1}}",
                        "-V",
                        version)
                .orThrow()
                .out();
        String refused = Mosquitto.ask(
                        process,
                        device,
                        STATE + "put",
                        STATE + "put/response/error",
                        "{\"version\":7,\"data\":{}}",
                        "-V",
                        version)
                .orThrow()
                .out();

        assertThat(json(made)).isEqualTo(json("{'version':1,'data':{'a':1}}"));
        assertThat(json(refused))
                .isEqualTo(json("{'error':'document version mismatch','twin_id':'" + device.id()
                        + "','document_name':'state','expected_version':7,'actual_version':1}"));
    }

    @Test
    void deviceAndApplication_shareADocument() throws Exception {
        Device device = fleet.insecureDevice(hub);
        try (MqttLine line = asking(process, device)) {
            assertThat(answer(line, "put", "{'data':{'a':1,'b':2}}"))
                    .isEqualTo(json("{'version':1,'data':{'a':1,'b':2}}"));
            assertThat(document(process, device).path("version").asInt()).isEqualTo(1);

            process.api()
                    .send(
                            "PUT",
                            "twins/" + device.id() + "/documents/state",
                            HttpRequest.BodyPublishers.ofString("{\"data\":{\"a\":3,\"b\":4}}"))
                    .orThrow();

            assertThat(answer(line, "get", "")).isEqualTo(json("{'version':2,'data':{'a':3,'b':4}}"));
            assertThat(answer(line, "patch", "{'version':2,'data':{'a':null}}"))
                    .isEqualTo(json("{'version':3,'data':{'b':4}}"));
            assertThat(document(process, device).path("data")).isEqualTo(json("{'b':4}"));
        }
    }

    @Test
    void request_reachesNoOtherDevice_noRouteAndNoLaterSubscriber() throws Exception {
        Device device = fleet.insecureDevice(hub);
        Fleet.Route route = fleet.route(hub, "$SCW/twins/#");
        try (MqttLine line = asking(process, device);
                MqttLine other = MqttLine.plain(process).open(fleet.insecureDevice(hub))) {
            other.subscribe("$SCW/twins/#", "last");
            line.retain(STATE + "put", "{\"data\":{}}");
            line.publish("last", "nothing came before");

            Packet first = other.message(Fixture.PATIENCE).orElseThrow();
            assertThat(first.text()).isEqualTo("nothing came before");
            other.unsubscribe("$SCW/twins/#");
            other.subscribe("$SCW/twins/#");
            assertThat(other.isAlive()).isTrue();
            line.publish("last", "nor was it retained");
            assertThat(other.message(Fixture.PATIENCE).orElseThrow().text()).isEqualTo("nor was it retained");
        }
        assertThat(process.api().text("/metrics"))
                .as("how a route is may be told, and not that it had a message")
                .doesNotContainPattern("axletree_route_deliveries_total\\{[^}]*route=\"" + route.id() + "\"");
    }

    @Test
    void twinOfAnotherDevice_isRefused_andTheOwnerIsTold() throws Exception {
        Device device = fleet.insecureDevice(hub);
        Device other = fleet.insecureDevice(hub);
        try (MqttLine line = asking(process, device)) {
            line.subscribe("$SCW/twins/+/state/#");
            line.publish("$SCW/twins/" + other.id() + "/state/put", "{\"data\":{}}");

            Packet answer = line.message(Fixture.PATIENCE).orElseThrow();
            assertThat(answer.topic()).isEqualTo("$SCW/twins/" + other.id() + "/state/put/response/error");
            assertThat(json(answer.text()).path("error").asText()).contains("expected: me");
        }
        assertThat(process.api().text("twins/" + other.id())).isEqualTo("{\"documents\":[]}");
        assertThat(process.api().text("devices/" + device.id() + "/events")).contains("\"topic_unauthorized\"");
    }

    @Test
    void sharedPlan_hasTwinsToo() throws Exception {
        Device device = fleet.insecureDevice(fleet.hub(Fleet.unique("shared"), "plan_shared"));
        try (MqttLine line = MqttLine.plain(process).open(device)) {
            line.subscribeAtQos0("$SCW/twins/me/#");
            assertThat(answer(line, "put", "{'data':{}}")).isEqualTo(json("{'version':1,'data':{}}"));
        }
    }

    private static MqttLine asking(AxletreeProcess process, Device device) {
        MqttLine line = MqttLine.plain(process).open(device);
        line.subscribe("$SCW/twins/me/#");
        return line;
    }

    private static JsonNode answer(MqttLine line, String method, String payload) throws JsonProcessingException {
        line.publish(STATE + method, payload.replace('\'', '"'));
        Packet answer = line.message(Fixture.PATIENCE).orElseThrow();
        assertThat(answer.topic()).isEqualTo(STATE + method + "/response/success");
        return json(answer.text());
    }

    private static JsonNode document(AxletreeProcess process, Device device) {
        return process.api()
                .get("twins/" + device.id() + "/documents/state")
                .orThrow()
                .json();
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return JSON.readTree(text.replace('\'', '"'));
    }
}
