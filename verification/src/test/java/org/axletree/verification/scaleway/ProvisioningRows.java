package org.axletree.verification.scaleway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.axletree.verification.harness.MqttLine.CLOSED;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet.Device;
import org.axletree.verification.harness.Fleet.Hub;
import org.axletree.verification.harness.Fleet.Route;
import org.axletree.verification.harness.MqttLine;
import org.axletree.verification.harness.OwnersPki;
import org.axletree.verification.harness.Packet;
import org.axletree.verification.harness.RouteConsumer;

/** D10 to D13: devices that a hub takes in by itself, and the events that tell of it. */
final class ProvisioningRows {
    private final Fixture it;

    ProvisioningRows(AxletreeProcess process) {
        this.it = new Fixture(process);
    }

    Stream<Row> rows() {
        return Stream.of(
                new Row("B11", "devices by hand or auto-provisioned, side by side", this::b11),
                new Row("D10", "auto-provisioning: an unknown CN becomes a device and stays connected", this::d10),
                new Row("D11", "the fields of a device that was created so", this::d11),
                new Row("D12", "an event on success and on failure", this::d12),
                new Row("D13", "a route on those events hears of them", this::d13));
    }

    private void b11() {
        OwnersPki pki = pki();
        Hub hub = it.hubOf(pki);
        takeNewcomers(hub);
        it.known(hub, "by hand");

        assertThat(it.connect(pki.device(hub, "by itself", "ca", "ca"))).isZero();
        assertThat(it.connect(pki.device(hub, "by hand", "ca", "ca"))).isZero();

        JsonNode list = it.api
                .get("devices?hub_id=" + hub.id() + "&order_by=name_asc")
                .orThrow()
                .json();
        assertThat(list.path("devices").findValuesAsText("name")).containsExactly("by hand", "by itself");
    }

    private void d10() {
        OwnersPki pki = pki();
        Hub hub = it.hubOf(pki);
        assertThat(it.api
                        .patch("hubs/" + it.fleet.hub().id(), "{\"enable_device_auto_provisioning\":true}")
                        .status())
                .as("without a custom CA")
                .isEqualTo(400);
        Device newcomer = pki.device(hub, "new", "ca", "ca");
        assertThat(it.connect(newcomer)).as("not wanted").isEqualTo(CLOSED);
        takeNewcomers(hub);

        try (MqttLine line = it.connected(newcomer)) {
            assertThat(line.isAlive()).isTrue();
            assertThat(device(hub, "new").path("is_connected").asBoolean()).isTrue();
        }
        assertThat(it.connect(pki.device(hub, "new", "ca", "ca")))
                .as("once more, another certificate of the same name")
                .isZero();
        assertThat(it.hub(hub).path("device_count").asInt()).isEqualTo(1);
    }

    private void d11() {
        OwnersPki pki = pki();
        Hub hub = it.hubOf(pki);
        takeNewcomers(hub);

        assertThat(it.connect(pki.device(hub, "new", "ca", "ca"))).isZero();

        JsonNode device = device(hub, "new");
        assertThat(device.path("description").asText()).contains("127.0.0.1");
        assertThat(device.path("allow_insecure").asBoolean(true)).isFalse();
        assertThat(device.path("allow_multiple_connections").asBoolean(true)).isFalse();
        assertThat(device.at("/message_filters/publish").toString()).isEqualTo("{\"policy\":\"reject\",\"topics\":[]}");
    }

    private void d12() throws Exception {
        OwnersPki pki = pki();
        Hub hub = it.hubOf(pki);
        takeNewcomers(hub);
        it.known(hub, "listener");
        try (MqttLine listener = it.connected(pki.device(hub, "listener", "ca", "ca"))) {
            listener.subscribe("$SCW/events/#");

            assertThat(it.connect(pki.device(hub, "new", "ca", "ca"))).isZero();
            Packet success = listener.message(Fixture.PATIENCE).orElseThrow();
            JsonNode event = Fixture.JSON.readTree(success.text());
            assertThat(success.topic())
                    .isEqualTo("$SCW/events/info/device/"
                            + device(hub, "new").path("id").asText());
            assertThat(event.path("msg").asText()).isEqualTo("device was auto-provisioned");
            assertThat(event.path("object-name").asText()).isEqualTo("new");
            assertThat(event.path("source-address").asText()).startsWith("127.0.0.1:");

            assertThat(it.connect(pki.device(hub, " no name", "ca", "ca"))).isNotZero();
            Packet failure = listener.message(Fixture.PATIENCE).orElseThrow();
            assertThat(failure.topic()).isEqualTo("$SCW/events/error/device/unknown");
            assertThat(Fixture.JSON.readTree(failure.text()).path("msg").asText())
                    .isEqualTo("device could not be auto-provisioned");
        }
    }

    private void d13() throws Exception {
        OwnersPki pki = pki();
        Hub hub = it.hubOf(pki);
        takeNewcomers(hub);
        Route route = it.fleet.route(hub, "$SCW/events/#");
        try (RouteConsumer consumer = RouteConsumer.of(it.process, route.queue())) {
            assertThat(it.connect(pki.device(hub, "new", "ca", "ca"))).isZero();

            RouteConsumer.Received event = consumer.next(Fixture.PATIENCE).orElseThrow();
            assertThat(Fixture.JSON.readTree(event.text()).path("msg").asText())
                    .isEqualTo("device was auto-provisioned");
            assertThat(event.properties())
                    .containsEntry("hub_id", hub.id())
                    .containsEntry("device_id", device(hub, "new").path("id").asText());
        }
    }

    private void takeNewcomers(Hub hub) {
        it.api
                .patch("hubs/" + hub.id(), "{\"enable_device_auto_provisioning\":true}")
                .orThrow();
    }

    private JsonNode device(Hub hub, String name) {
        return it.api
                .get("devices?hub_id=" + hub.id() + "&name=" + name)
                .orThrow()
                .json()
                .at("/devices/0");
    }

    private static OwnersPki pki() {
        OwnersPki pki = new OwnersPki();
        pki.root("ca");
        return pki;
    }
}
