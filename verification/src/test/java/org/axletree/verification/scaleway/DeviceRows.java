package org.axletree.verification.scaleway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.time.Duration;
import java.util.stream.Stream;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Fleet.Device;
import org.axletree.verification.harness.Fleet.Hub;
import org.axletree.verification.harness.MqttLine;
import org.axletree.verification.harness.Packet;
import org.axletree.verification.harness.StateFiles;

/** B, I and L3: devices, why they were refused, and their twins. */
final class DeviceRows {
    private final Fixture it;

    DeviceRows(AxletreeProcess process) {
        this.it = new Fixture(process);
    }

    Stream<Row> rows() {
        return Stream.of(
                new Row("B1", "add device: its name is unique and stays", this::addsDevice),
                new Row("B2", "credentials once: the key is kept nowhere", this::showsKeyOnce),
                new Row("B3", "delete device: it is dropped and refused", this::deletesDevice),
                new Row("B4", "delete several devices at once", this::deletesDevices),
                new Row("B6", "several connections: not on a shared hub", this::refusesSeveralConnections),
                new Row("B8", "identify by device id, as user name or client id", this::identifiesById),
                new Row("B10", "device ids are unique", this::givesUniqueIds),
                new Row("B12", "metrics of a device", this::answersMetrics),
                new Row("B13", "enable and disable device", this::disablesDevice),
                new Row("B14", "change hub: the device works on the new one", this::movesDevice),
                new Row("B15", "is_connected and last_activity_at", this::showsPresence),
                new Row("I1", "events of a device, with their reason", this::listsEvents),
                new Row("J1", "packets and activity are counted, of hub and device", this::countsPackets),
                new Row("L3", "twins over the API and MQTT: versions and merge patches", this::keepsTwins));
    }

    private void addsDevice() {
        Hub home = it.fleet.hub();
        Device device = it.fleet.device(home, "pump", "");
        assertThat(it.api
                        .post("devices", "{\"name\":\"pump\",\"hub_id\":\"" + home.id() + "\"}")
                        .status())
                .isEqualTo(400);
        assertThat(it.api
                        .patch("devices/" + device.id(), "{\"name\":\"other\"}")
                        .status())
                .isEqualTo(400);
        assertThat(it.api
                        .patch("devices/" + device.id(), "{\"description\":\"new\"}")
                        .orThrow()
                        .json()
                        .path("description")
                        .asText())
                .isEqualTo("new");
    }

    private void showsKeyOnce() throws Exception {
        Device device = it.fleet.device(it.fleet.hub());
        String key = Files.readAllLines(device.key()).get(5);
        assertThat(it.api.text("devices/" + device.id())).doesNotContain(key);
        assertThat(it.api.text("devices/" + device.id() + "/certificate")).doesNotContain("PRIVATE KEY");
        StateFiles.each(it.process.home(), (file, content) -> assertThat(content.contains(key))
                .as("the key in " + file)
                .isFalse());
    }

    private void deletesDevice() {
        Device device = it.fleet.insecureDevice(it.fleet.hub());
        try (MqttLine line = MqttLine.plain(it.process).open(device)) {
            assertThat(it.api.delete("devices/" + device.id()).status()).isEqualTo(204);
            assertThat(line.isClosedWithin(Fixture.PATIENCE)).isTrue();
        }
        try (MqttLine line = MqttLine.plain(it.process)) {
            assertThat(line.connect("", device.id())).isNotZero();
        }
    }

    private void deletesDevices() {
        Hub home = it.fleet.hub();
        Device one = it.fleet.device(home);
        Device other = it.fleet.device(home);
        String ids = "{\"device_ids\":[\"%s\",\"%s\"]}";
        assertThat(it.api
                        .post("devices/delete", ids.formatted(one.id(), "nobody"))
                        .status())
                .isEqualTo(404);
        assertThat(json("hubs/" + home.id()).path("device_count").asInt()).isEqualTo(2);
        assertThat(it.api
                        .post("devices/delete", ids.formatted(one.id(), other.id()))
                        .status())
                .isEqualTo(204);
        assertThat(json("hubs/" + home.id()).path("device_count").asInt()).isZero();
    }

    private void refusesSeveralConnections() {
        String id = it.api
                .post(
                        "hubs",
                        "{\"name\":\"h\",\"project_id\":\"" + Fleet.unique("p")
                                + "\",\"product_plan\":\"plan_shared\"}")
                .orThrow()
                .json()
                .path("id")
                .asText();
        String several = "{\"allow_multiple_connections\":true}";
        Device onShared = it.fleet.device(new Hub(id, "h"));
        assertThat(it.api.patch("devices/" + onShared.id(), several).status()).isEqualTo(400);
        Device device = it.fleet.insecureDevice(it.fleet.hub());
        it.api.patch("devices/" + device.id(), several).orThrow();
        try (MqttLine one = MqttLine.plain(it.process);
                MqttLine two = MqttLine.plain(it.process)) {
            assertThat(one.connect("one", device.id())).isZero();
            assertThat(two.connect("two", device.id())).isZero();
            assertThat(one.isAlive()).isTrue();
        }
    }

    private void identifiesById() {
        Device device = it.fleet.insecureDevice(it.fleet.hub());
        try (MqttLine line = MqttLine.plain(it.process)) {
            assertThat(line.connect("", device.id())).isZero();
        }
        try (MqttLine line = MqttLine.plain(it.process)) {
            assertThat(line.connect(device.id(), "")).isZero();
        }
    }

    private void givesUniqueIds() {
        assertThat(it.fleet.device(it.fleet.hub()).id())
                .matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                .isNotEqualTo(it.fleet.device(it.fleet.hub()).id());
    }

    private void answersMetrics() {
        Device device = it.fleet.device(it.fleet.hub());
        JsonNode metrics = it.api
                .get("devices/" + device.id() + "/metrics")
                .orThrow()
                .json()
                .path("metrics");
        assertThat(metrics.findValuesAsText("name")).containsExactly("message_count", "device_activity");
        assertThat(metrics.at("/0/points")).hasSize(61);
        assertThat(metrics.at("/0/points/0/1").isNumber()).isTrue();
    }

    /** CONNECT, CONNACK, PUBLISH and PUBACK are four. */
    private void countsPackets() {
        Device device = it.fleet.insecureDevice(it.fleet.hub());
        try (MqttLine line = MqttLine.plain(it.process).open(device)) {
            line.publishAndWait("a", "x");
        }
        for (String path : new String[] {"hubs/" + device.hub().id(), "devices/" + device.id()}) {
            await().atMost(Duration.ofMinutes(2)).until(() -> sum(path, 0) >= 4 && sum(path, 1) >= 1);
        }
    }

    /** Over the points of one of the metrics of the last hour. */
    private int sum(String path, int metric) {
        int sum = 0;
        for (JsonNode point : json(path + "/metrics").at("/metrics/" + metric + "/points")) {
            sum += point.get(1).asInt();
        }
        return sum;
    }

    private void disablesDevice() {
        Device device = it.fleet.insecureDevice(it.fleet.hub());
        try (MqttLine line = MqttLine.plain(it.process).open(device)) {
            it.api.post("devices/" + device.id() + "/disable", "{}").orThrow();
            assertThat(line.isClosedWithin(Fixture.PATIENCE)).isTrue();
        }
        try (MqttLine line = MqttLine.plain(it.process)) {
            assertThat(line.connect("", device.id())).isEqualTo(5);
        }
    }

    private void movesDevice() {
        Hub from = it.fleet.hub();
        Hub to = it.fleet.hub();
        Device device = it.fleet.device(from);
        try (MqttLine line = MqttLine.mutualTls(it.process, device).open(device)) {
            it.api
                    .patch("devices/" + device.id(), "{\"hub_id\":\"" + to.id() + "\"}")
                    .orThrow();
            assertThat(line.isClosedWithin(Fixture.PATIENCE)).isTrue();
        }
        try (MqttLine line = MqttLine.mutualTls(it.process, device).open(device)) {
            await().atMost(Fixture.PATIENCE)
                    .until(() -> json("hubs/" + to.id())
                                    .path("connected_device_count")
                                    .asInt()
                            == 1);
        }
        assertThat(json("hubs/" + from.id()).path("device_count").asInt()).isZero();
    }

    private void showsPresence() {
        Device device = it.fleet.insecureDevice(it.fleet.hub());
        assertThat(json("devices/" + device.id()).path("last_activity_at").asText())
                .isEqualTo("1970-01-01T00:00:00Z");
        try (MqttLine line = MqttLine.plain(it.process).open(device)) {
            await().atMost(Fixture.PATIENCE)
                    .until(() ->
                            json("devices/" + device.id()).path("is_connected").asBoolean());
        }
        await().atMost(Fixture.PATIENCE)
                .until(() ->
                        !json("devices/" + device.id()).path("is_connected").asBoolean());
        await().atMost(Fixture.PATIENCE).until(() -> !json("devices/" + device.id())
                .path("last_activity_at")
                .asText()
                .startsWith("1970"));
    }

    private void listsEvents() {
        Device device = it.fleet.device(it.fleet.hub());
        try (MqttLine line = MqttLine.plain(it.process)) {
            assertThat(line.connect("", device.id())).isEqualTo(5);
        }
        JsonNode events = it.api
                .get("devices/" + device.id() + "/events")
                .orThrow()
                .json()
                .path("events");
        assertThat(events.findValuesAsText("reason")).contains("mutual_tls_required");
        assertThat(events.at("/0/object-id").asText()).isEqualTo(device.id());
    }

    private void keepsTwins() {
        Device device = it.fleet.insecureDevice(it.fleet.hub());
        String document = "twins/" + device.id() + "/documents/state";
        assertThat(it.api
                        .send("PUT", document, HttpRequest.BodyPublishers.ofString("{\"data\":{\"a\":1}}"))
                        .orThrow()
                        .json()
                        .path("version")
                        .asInt())
                .isEqualTo(1);
        JsonNode merged = it.api
                .patch(document, "{\"version\":1,\"data\":{\"a\":null,\"b\":2}}")
                .orThrow()
                .json();
        assertThat(merged.path("data").toString()).isEqualTo("{\"b\":2}");
        assertThat(it.api.patch(document, "{\"version\":1,\"data\":{}}").status())
                .isEqualTo(412);
        try (MqttLine line = MqttLine.plain(it.process).open(device)) {
            line.subscribe("$SCW/twins/me/#");
            line.publish("$SCW/twins/me/x/put", "{\"data\":{\"c\":3}}");
            Packet answer = line.message(Fixture.PATIENCE).orElseThrow();
            assertThat(answer.topic()).isEqualTo("$SCW/twins/me/x/put/response/success");
            assertThat(answer.text()).isEqualTo("{\"version\":1,\"data\":{\"c\":3}}");
        }
    }

    private JsonNode json(String path) {
        return it.api.get(path).orThrow().json();
    }
}
