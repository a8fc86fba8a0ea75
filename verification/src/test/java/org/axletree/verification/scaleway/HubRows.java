package org.axletree.verification.scaleway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.axletree.verification.harness.Api.Answer;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Fleet.Device;
import org.axletree.verification.harness.Fleet.Hub;
import org.axletree.verification.harness.MqttLine;

/** A and K: hubs, their plans and quotas. */
final class HubRows {
    private final Fixture it;

    HubRows(AxletreeProcess process) {
        this.it = new Fixture(process);
    }

    Stream<Row> rows() {
        return Stream.of(
                new Row("A1", "create hub: it becomes ready", this::createsHub),
                new Row("A2", "region: a hub is found under its own only", this::keepsRegion),
                new Row("A7", "create hub and add a device in one go: it connects at once", this::createsHubWithDevice),
                new Row("A8", "delete hub: not with devices, unless that is said", this::deletesHub),
                new Row("A9", "delete several hubs at once: all of them or none", this::deletesHubs),
                new Row("A10", "disable and enable hub: devices are dropped, and come back", this::disablesHub),
                new Row("A11", "change plan: only while disabled", this::changesPlan),
                new Row("A12", "hub metrics, hub events", this::answersMetricsAndEvents),
                new Row("A13", "hub CA and endpoint", this::showsAuthority),
                new Row("K3", "hubs of a project by plan: the sixth shared one is refused", this::limitsHubs));
    }

    private void createsHub() {
        JsonNode made = it.api
                .post(
                        "hubs",
                        "{\"name\":\"h\",\"project_id\":\"" + Fleet.unique("p")
                                + "\",\"product_plan\":\"plan_shared\"}")
                .orThrow()
                .json();
        await().atMost(Fixture.PATIENCE)
                .until(() -> json("hubs/" + made.path("id").asText())
                        .path("status")
                        .asText()
                        .equals("ready"));
    }

    private void keepsRegion() {
        assertThat(json("hubs/" + it.fleet.hub().id()).path("region").asText()).isEqualTo("fr-par");
        Answer elsewhere =
                it.api.post("/iot/v1/regions/nl-ams/hubs", "{\"name\":\"h\"}").orThrow();
        String id = elsewhere.json().path("id").asText();
        assertThat(it.api.get("hubs/" + id).status()).isEqualTo(404);
        assertThat(it.api.delete("/iot/v1/regions/nl-ams/hubs/" + id).status()).isEqualTo(204);
    }

    private void deletesHub() {
        Hub home = it.fleet.hub();
        it.fleet.device(home);
        assertThat(it.api.delete("hubs/" + home.id()).status()).isEqualTo(412);
        assertThat(it.api.delete("hubs/" + home.id() + "?delete_devices=true").status())
                .isEqualTo(204);
        assertThat(it.api.get("hubs/" + home.id()).status()).isEqualTo(404);
    }

    /** What the console does in one go: there is no moment in which the hub is not ready for its first device. */
    private void createsHubWithDevice() {
        assertThat(it.connect(it.fleet.device(it.fleet.hub()))).isZero();
    }

    private void deletesHubs() {
        Hub empty = it.fleet.hub();
        Hub inUse = it.fleet.hub();
        Device device = it.fleet.insecureDevice(inUse);
        String ids = "\"hub_ids\":[\"" + empty.id() + "\",\"" + inUse.id() + "\"]";
        assertThat(it.api.post("hubs/delete", "{" + ids + "}").status()).isEqualTo(412);
        assertThat(it.api
                        .post("hubs/delete", "{\"hub_ids\":[\"" + empty.id() + "\",\"none\"]}")
                        .status())
                .isEqualTo(404);
        assertThat(it.api.get("hubs/" + empty.id()).status())
                .as("all of them or none")
                .isEqualTo(200);
        try (MqttLine line = MqttLine.plain(it.process).open(device)) {
            assertThat(it.api
                            .post("hubs/delete", "{" + ids + ",\"delete_devices\":true}")
                            .status())
                    .isEqualTo(204);
            assertThat(line.isClosedWithin(Fixture.PATIENCE)).isTrue();
        }
        for (Hub gone : new Hub[] {empty, inUse}) {
            assertThat(it.api.get("hubs/" + gone.id()).status()).isEqualTo(404);
        }
    }

    private void answersMetricsAndEvents() {
        Device device = it.fleet.device(it.fleet.hub());
        String hub = "hubs/" + device.hub().id();
        try (MqttLine line = MqttLine.plain(it.process)) {
            assertThat(line.connect("", device.id())).isEqualTo(5);
        }
        assertThat(json(hub + "/metrics").path("metrics").findValuesAsText("name"))
                .containsExactly("message_count", "active_devices");
        JsonNode events = json(hub + "/events");
        assertThat(events.path("total_count").asInt()).isPositive();
        assertThat(events.path("events").findValuesAsText("reason")).contains("mutual_tls_required");
    }

    private void disablesHub() {
        Hub home = it.fleet.hub();
        Device device = it.fleet.insecureDevice(home);
        try (MqttLine line = MqttLine.plain(it.process).open(device)) {
            it.api.post("hubs/" + home.id() + "/disable", "{}").orThrow();
            assertThat(line.isClosedWithin(Fixture.PATIENCE)).isTrue();
        }
        try (MqttLine line = MqttLine.plain(it.process)) {
            assertThat(line.connect("", device.id())).isEqualTo(3);
        }
        it.api.post("hubs/" + home.id() + "/enable", "{}").orThrow();
        try (MqttLine line = MqttLine.plain(it.process)) {
            assertThat(line.connect("", device.id())).isZero();
        }
    }

    private void changesPlan() {
        Hub home = it.fleet.hub();
        String shared = "{\"product_plan\":\"plan_shared\"}";
        assertThat(it.api.patch("hubs/" + home.id(), shared).status()).isEqualTo(400);
        it.api.post("hubs/" + home.id() + "/disable", "{}").orThrow();
        String project = json("hubs/" + home.id()).path("project_id").asText();
        assertThat(project).isNotEmpty();
        assertThat(it.api
                        .patch("hubs/" + home.id(), "{\"product_plan\":\"plan_ha\"}")
                        .status())
                .isEqualTo(200);
        it.api.post("hubs/" + home.id() + "/enable", "{}").orThrow();
        assertThat(json("hubs/" + home.id()).path("product_plan").asText()).isEqualTo("plan_ha");
    }

    private void showsAuthority() {
        Hub home = it.fleet.hub();
        assertThat(json("hubs/" + home.id()).path("endpoint").asText()).isNotEmpty();
        assertThat(it.fleet.hubAuthority(home)).content().startsWith("-----BEGIN CERTIFICATE-----");
    }

    private void limitsHubs() {
        String body = "{\"name\":\"h\",\"project_id\":\"" + Fleet.unique("p") + "\",\"product_plan\":\"plan_shared\"}";
        for (int i = 0; i < 5; i++) {
            it.api.post("hubs", body).orThrow();
        }
        Answer sixth = it.api.post("hubs", body);
        assertThat(sixth.status()).isEqualTo(403);
        assertThat(sixth.json().path("type").asText()).isEqualTo("quotas_exceeded");
        assertThat(sixth.json().at("/details/0/current").asInt()).isEqualTo(5);
    }

    private JsonNode json(String path) {
        return it.api.get(path).orThrow().json();
    }
}
