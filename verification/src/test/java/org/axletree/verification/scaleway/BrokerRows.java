package org.axletree.verification.scaleway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.axletree.core.outcome.Reason;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Fleet.Device;
import org.axletree.verification.harness.Fleet.Hub;
import org.axletree.verification.harness.Mosquitto;
import org.axletree.verification.harness.Mosquitto.Subscriber;
import org.axletree.verification.harness.MqttLine;
import org.axletree.verification.harness.Packet;

/** A3 to A5, B5, B7, B9 and K1: what a hub is as a broker, and what its plan gives. */
final class BrokerRows {
    private static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final int IDENTIFIER_REFUSED = 2;

    private final Fixture it;

    BrokerRows(AxletreeProcess process) {
        this.it = new Fixture(process);
    }

    Stream<Row> rows() {
        return Stream.of(
                new Row("A3", "a hub is a broker: every subscriber gets a copy", this::copiesToEverySubscriber),
                new Row("A4", "shared plan: nothing retained, an event tells, hubs are apart", this::limitsSharedPlan),
                new Row("A5", "dedicated plan: QoS 2 and retained, there and back", this::givesAllOfMqtt),
                new Row("B5", "a second connection ends the first", this::endsFirstConnection),
                new Row("B7", "identify by certificate: no user name needed", this::identifiesByCertificate),
                new Row("B9", "empty client id: the hub makes one", this::makesClientId),
                new Row("K1", "a payload of 4 MiB, and not a byte more", this::limitsPayload));
    }

    private void copiesToEverySubscriber() {
        Hub hub = it.fleet.hub();
        try (Subscriber one = Mosquitto.subscribe(it.process, it.fleet.device(hub), "a/+");
                Subscriber other = Mosquitto.subscribe(it.process, it.fleet.device(hub), "#")) {
            Mosquitto.publish(it.process, it.fleet.device(hub), "a/b", "for both", 0)
                    .orThrow();

            assertThat(one.awaitLines(1, Fixture.PATIENCE)).containsExactly("for both");
            assertThat(other.awaitLines(1, Fixture.PATIENCE)).containsExactly("for both");
        }
    }

    private void limitsSharedPlan() {
        Hub shared = it.fleet.hub(Fleet.unique("shared"), "plan_shared");
        Hub neighbour = it.fleet.hub();
        Device device = it.fleet.device(shared);
        try (MqttLine elsewhere = it.connected(it.fleet.device(neighbour))) {
            elsewhere.subscribe("#");

            Mosquitto.publish(it.process, device, "a", "kept?", 0, "-r");

            assertThat(it.event(shared, Reason.PLAN_FORBIDS_RETAIN.label())
                            .path("msg")
                            .asText())
                    .isEqualTo("service level: publishing retained messages is forbidden on a shared hub");
            Mosquitto.publish(it.process, device, "a", "at most once", 2);
            assertThat(it.event(shared, Reason.PLAN_FORBIDS_PUBLISH_QOS_2.label())
                            .path("msg")
                            .asText())
                    .isEqualTo("service level: publishing QoS 2 messages is forbidden on a shared hub");
            try (MqttLine line = it.connected(device)) {
                line.subscribeAtQos0("a");
                line.publish("a", "not retained");
                assertThat(line.message(Fixture.PATIENCE).orElseThrow().text()).isEqualTo("not retained");
            }
            // Its own message is the first that it hears: those of the other hub would have come before.
            elsewhere.publish("own", "of this hub");
            assertThat(elsewhere.message(Fixture.PATIENCE).orElseThrow().topic())
                    .isEqualTo("own");
        }
    }

    private void givesAllOfMqtt() {
        Hub hub = it.fleet.hub();
        Mosquitto.publish(it.process, it.fleet.device(hub), "kept", "at QoS 2, retained", 2, "-r")
                .orThrow();
        Device listener = it.fleet.device(hub);
        try (Subscriber late = Mosquitto.subscribe(it.process, listener, "kept", 2, "-F", "%q %r %p")) {
            assertThat(late.awaitLines(1, Fixture.PATIENCE)).containsExactly("2 1 at QoS 2, retained");
            Mosquitto.publish(it.process, it.fleet.device(hub), "kept", "live", 2)
                    .orThrow();
            assertThat(late.awaitLines(2, Fixture.PATIENCE)).endsWith("2 0 live");
        }
    }

    private void endsFirstConnection() {
        Device device = it.fleet.insecureDevice(it.fleet.hub());
        try (MqttLine first = MqttLine.plain(it.process);
                MqttLine second = MqttLine.plain(it.process)) {
            assertThat(first.connect("one", device.id())).isZero();
            assertThat(second.connect("two", device.id())).isZero();

            assertThat(first.isClosedWithin(Fixture.PATIENCE)).isTrue();
            assertThat(second.isAlive()).isTrue();
        }
        it.event(device.hub(), Reason.TAKEN_OVER.label());
    }

    private void identifiesByCertificate() {
        Hub hub = it.fleet.hub();
        Device device = it.fleet.device(hub);
        try (MqttLine hears = it.connected(it.fleet.device(hub))) {
            hears.subscribe("a");

            Mosquitto.publish(it.process, device, "a", "who am I?", 1).orThrow();

            assertThat(hears.message(Fixture.PATIENCE).orElseThrow().text()).isEqualTo("who am I?");
        }
        try (MqttLine line = it.connected(device)) {
            assertThat(it.isConnected(device)).isTrue();
            assertThat(line.isAlive()).isTrue();
        }
    }

    private void makesClientId() {
        Hub hub = it.fleet.hub();
        Device several = it.fleet.device(hub, ",\"allow_insecure\":true,\"allow_multiple_connections\":true");
        try (MqttLine one = MqttLine.plain(it.process);
                MqttLine other = MqttLine.plain(it.process)) {
            assertThat(one.connect("", several.id())).isZero();
            assertThat(other.connect("", several.id())).isZero();
            assertThat(one.isAlive()).as("each has one of its own").isTrue();
        }
        Device nameless = new Device("", several.name(), hub, several.certificate(), several.key());
        try (MqttLine line = MqttLine.mutualTls(it.process, nameless)) {
            assertThat(line.connectToStay(nameless))
                    .as("a session that is to stay needs a name")
                    .isEqualTo(IDENTIFIER_REFUSED);
        }
    }

    private void limitsPayload() {
        Hub hub = it.fleet.hub();
        Device device = it.fleet.device(hub);
        String most = "x".repeat(MOST_BYTES);
        try (MqttLine hears = it.connected(it.fleet.device(hub));
                MqttLine line = it.connected(device)) {
            hears.subscribe("a");
            line.publishAndWait("a", most);
            assertThat(hears.message(Fixture.PATIENCE).map(Packet::text).map(String::length))
                    .contains(MOST_BYTES);

            List<Boolean> closed = new ArrayList<>();
            try {
                line.publishLater("a", (most + "x").getBytes(StandardCharsets.US_ASCII));
            } catch (java.io.UncheckedIOException refusedWhileItCame) {
                closed.add(true);
            }
            assertThat(closed.isEmpty() ? line.isClosedWithin(Fixture.PATIENCE) : closed.get(0))
                    .isTrue();
            assertThat(hears.isAlive()).isTrue();
        }
        assertThat(it.event(hub, Reason.PAYLOAD_TOO_LARGE.label())
                        .path("object-id")
                        .asText())
                .isEqualTo(device.id());
    }
}
