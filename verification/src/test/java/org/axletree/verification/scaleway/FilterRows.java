package org.axletree.verification.scaleway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.stream.Stream;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet.Device;
import org.axletree.verification.harness.Fleet.Hub;
import org.axletree.verification.harness.Mosquitto;
import org.axletree.verification.harness.MqttLine;
import org.axletree.verification.harness.OwnersPki;
import org.axletree.verification.harness.Packet;

/** E1 to E9: message filters; I1 and I2, the events about them. */
final class FilterRows {
    private static final Duration SILENCE = Duration.ofSeconds(1);
    private static final int REFUSED = 0x80;

    private final Fixture it;

    FilterRows(AxletreeProcess process) {
        this.it = new Fixture(process);
    }

    Stream<Row> rows() {
        return Stream.of(
                new Row("E1", "publish and subscribe filters, independent, accept or reject", this::e1),
                new Row("E2", "a forbidden publish is dropped, the connection stays", this::e2),
                new Row("E3", "a forbidden filter fails the whole SUBSCRIBE", this::e3),
                new Row("E4", "both raise hub events", this::e4),
                new Row("E5", "by default everything is accepted, $ topics too", this::e5),
                new Row("E6", "'Accept #' does not cover topics that begin with $", this::e6),
                new Row("E7", "templates with the four variables", this::e7),
                new Row("E8", "a template error is a warning, and the entry is dropped", this::e8),
                new Row("E9", "wills are filtered too", this::e9),
                new Row("I1", "hub events over MQTT", this::i1),
                new Row("I2", "events for filter hits, template errors, auto-provisioning", this::i2));
    }

    private void e1() {
        Hub hub = it.fleet.hub();
        Device device =
                device(hub, "pump", filter("publish", "accept", "a/+") + "," + filter("subscribe", "reject", "b/#"));
        try (MqttLine line = it.connected(device)) {
            assertThat(line.subscribe("a/#")).containsExactly(1);
            assertThat(line.subscribe("b/c")).containsExactly(REFUSED);
            line.publishAndWait("a/x", "yes");
            line.publishAndWait("a/x/y", "no");
            line.publishAndWait("a/z", "yes too");

            assertThat(text(line)).isEqualTo("yes");
            assertThat(text(line)).isEqualTo("yes too");
        }
    }

    private void e2() {
        Hub hub = it.fleet.hub();
        Device device = device(hub, "pump", filter("publish", "reject", "secret"));
        try (MqttLine line = it.connected(device)) {
            line.subscribe("#");
            line.publish("secret", "x");
            assertThat(line.message(SILENCE)).isEmpty();
            assertThat(line.isAlive()).isTrue();
        }
    }

    private void e3() {
        Hub hub = it.fleet.hub();
        Device device = device(hub, "pump", filter("subscribe", "reject", "bad"));
        try (MqttLine line = it.connected(device)) {
            assertThat(line.subscribe("ok", "bad")).containsExactly(REFUSED, REFUSED);
            assertThat(line.subscribe("ok", "+")).containsExactly(REFUSED, REFUSED);
            assertThat(line.subscribe("ok")).containsExactly(1);
        }
    }

    private void e4() throws Exception {
        Hub hub = it.fleet.hub();
        Device listener = it.fleet.device(hub);
        Device device =
                device(hub, "pump", filter("publish", "reject", "secret") + "," + filter("subscribe", "reject", "bad"));
        try (MqttLine hears = it.connected(listener);
                MqttLine line = it.connected(device)) {
            hears.subscribe("$SCW/events/error/#");
            line.publish("secret", "x");
            assertThat(message(hears)).isEqualTo("unauthorized topic secret: PUBLISH secret");
            line.subscribe("bad");
            assertThat(message(hears)).isEqualTo("unauthorized topic bad: SUBSCRIBE bad");
        }
    }

    private void e5() {
        Device device = it.fleet.device(it.fleet.hub());
        try (MqttLine line = it.connected(device)) {
            assertThat(line.subscribe("$SCW/events/#", "#")).containsExactly(1, 1);
        }
    }

    private void e6() {
        Device device = device(it.fleet.hub(), "pump", filter("subscribe", "accept", "#"));
        try (MqttLine line = it.connected(device)) {
            assertThat(line.subscribe("$SCW/#")).containsExactly(REFUSED);
            assertThat(line.subscribe("a/b")).containsExactly(1);
        }
    }

    private void e7() {
        Hub hub = it.fleet.hub();
        Device device = device(
                hub,
                "pump",
                filter("publish", "accept", "/{{ hub.name }}/{{ device.name }}/#\",\"{{hub.id}}/{{device.id}}"));
        try (MqttLine line = it.connected(device)) {
            line.subscribe("#");
            line.publishAndWait("/" + hub.name() + "/other/x", "no");
            line.publishAndWait("/" + hub.name() + "/pump/x", "by name");
            line.publishAndWait(hub.id() + "/" + device.id(), "by id");
            assertThat(text(line)).isEqualTo("by name");
            assertThat(text(line)).isEqualTo("by id");

            // The change of a name reaches the live session: its event loop hears of it in a moment.
            it.api.patch("hubs/" + hub.id(), "{\"name\":\"renamed\"}").orThrow();
            await().atMost(Fixture.PATIENCE).until(() -> {
                line.publishAndWait("/" + hub.name() + "/pump/x", "old");
                line.publishAndWait("/renamed/pump/x", "new");
                return text(line).equals("new");
            });
        }
    }

    private void e8() {
        Hub hub = it.fleet.hub();
        assertThat(it.api
                        .post(
                                "devices",
                                "{\"name\":\"x\",\"hub_id\":\"" + hub.id() + "\",\"message_filters\":{"
                                        + filter("publish", "accept", "{{ foo }}") + "}}")
                        .status())
                .as("checked when it is saved")
                .isEqualTo(400);
        Device device = device(hub, "a/#", filter("publish", "accept", "data/{{ device.name }}\",\"open"));
        try (MqttLine line = it.connected(device)) {
            line.subscribe("#");
            line.publishAndWait("data/a/b", "widened");
            line.publishAndWait("open", "as before");
            assertThat(text(line)).isEqualTo("as before");
        }
        assertThat(it.event(hub, "filter_template_invalid").path("severity").asText())
                .isEqualTo("warning");
    }

    private void e9() {
        Hub hub = it.fleet.hub();
        Device listener = it.fleet.device(hub);
        Device device = device(hub, "pump", filter("publish", "reject", "will/bad"));
        try (MqttLine hears = it.connected(listener)) {
            hears.subscribe("will/#");
            dieWithWill(device, "will/bad");
            dieWithWill(device, "will/good");
            assertThat(hears.message(Fixture.PATIENCE).orElseThrow().topic()).isEqualTo("will/good");
            assertThat(hears.message(SILENCE)).isEmpty();
        }
    }

    private void dieWithWill(Device device, String topic) {
        Mosquitto.subscribe(it.process, device, "x", "--will-topic", topic, "--will-payload", "gone")
                .close(); // by SIGKILL
    }

    private void i1() throws Exception {
        Hub hub = it.fleet.hub();
        Device listener = it.fleet.device(hub);
        Device denied = it.fleet.device(hub);
        try (MqttLine hears = it.connected(listener)) {
            hears.subscribe("$SCW/events/#");
            try (MqttLine plain = MqttLine.plain(it.process)) {
                assertThat(plain.connect("", denied.id())).isNotZero();
            }
            assertThat(message(hears)).isEqualTo("mutual TLS authentication is required: CONNECT");
            it.api.patch("hubs/" + hub.id(), "{\"disable_events\":true}").orThrow();
            try (MqttLine plain = MqttLine.plain(it.process)) {
                assertThat(plain.connect("", it.fleet.device(hub).id())).isNotZero();
            }
            assertThat(hears.message(SILENCE)).isEmpty();
        }
    }

    private void i2() throws Exception {
        OwnersPki pki = new OwnersPki();
        pki.root("ca");
        Hub hub = it.hubOf(pki);
        it.api
                .patch("hubs/" + hub.id(), "{\"enable_device_auto_provisioning\":true}")
                .orThrow();
        it.known(hub, "listener");
        device(hub, "a#", filter("publish", "accept", "data/{{ device.name }}"));
        try (MqttLine hears = it.connected(pki.device(hub, "listener", "ca", "ca"))) {
            hears.subscribe("$SCW/events/#");

            try (MqttLine newcomer = it.connected(pki.device(hub, "new", "ca", "ca"))) {
                assertThat(newcomer.isAlive()).isTrue();
                assertThat(hears.message(Fixture.PATIENCE).orElseThrow().topic())
                        .startsWith("$SCW/events/info/device/");
            }
            try (MqttLine wide = it.connected(pki.device(hub, "a#", "ca", "ca"))) {
                Packet warning = hears.message(Fixture.PATIENCE).orElseThrow();
                assertThat(warning.topic()).startsWith("$SCW/events/warning/device/");
                assertThat(warning.text()).contains("message filter cannot be filled in");

                wide.publish("data/x", "not allowed");
                assertThat(message(hears)).isEqualTo("unauthorized topic data/x: PUBLISH data/x");
            }
        }
    }

    /** What the next event says, and of which packet. */
    private static String message(MqttLine line) throws Exception {
        JsonNode event = Fixture.JSON.readTree(text(line));
        return event.path("msg").asText() + ": " + event.path("packet").asText();
    }

    private static String text(MqttLine line) {
        return line.message(Fixture.PATIENCE).orElseThrow().text();
    }

    private Device device(Hub hub, String name, String filters) {
        return it.fleet.device(hub, name, ",\"message_filters\":{" + filters + "}");
    }

    private static String filter(String kind, String policy, String topics) {
        return "\"" + kind + "\":{\"policy\":\"" + policy + "\",\"topics\":[\"" + topics + "\"]}";
    }
}
