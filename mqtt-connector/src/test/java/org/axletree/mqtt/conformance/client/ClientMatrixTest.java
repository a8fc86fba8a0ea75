package org.axletree.mqtt.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Arrays;
import java.util.stream.Stream;
import org.axletree.mqtt.adapter.TestDoor;
import org.axletree.mqtt.adapter.Way;
import org.axletree.mqtt.conformance.Mqtt3;
import org.axletree.mqtt.conformance.Mqtt5;
import org.axletree.mqtt.conformance.client.ForeignClient.Message;
import org.axletree.mqtt.connection.RawClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {tcp, tls, ws, wss} × {MQTT 3.1.1, MQTT 5} × {HiveMQ's client, Eclipse Paho}: what users do, from end to end. */
class ClientMatrixTest {
    private static TestDoor door;

    @BeforeAll
    static void open() {
        door = new TestDoor();
    }

    @AfterAll
    static void close() {
        door.close();
    }

    static Stream<Arguments> matrix() {
        return Arrays.stream(Way.values()).flatMap(listener -> Arrays.stream(ForeignClient.Kind.values())
                .map(kind -> Arguments.arguments(listener, kind)));
    }

    @ParameterizedTest
    @MethodSource("matrix")
    @Mqtt3({"MQTT-7.0.0-2", "MQTT-7.1.1-1"})
    @Mqtt5("MQTT-4.2.0-1")
    void client_doesWhatClientsDo(Way listener, ForeignClient.Kind kind) throws Exception {
        String hub = listener + "-" + kind;
        try (RawClient witness = RawClient.connected(door.port(), hub + "/witness", "witness");
                ForeignClient client = ForeignClient.of(kind, door, listener, hub + "/d")) {
            witness.send(RawClient.subscribe(1, ForeignClient.WILL_TOPIC, 0)).receive(5);
            assertThat(client.connect()).isFalse();
            roundTrips(client);
            persistentSession(client, witness, hub);
            takenOver(witness, hub);
        }
        await().until(() -> door.line().status().occupancy().connections() == 0);
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void client_hearsWhatIsRetained(Way listener, ForeignClient.Kind kind) throws Exception {
        try (ForeignClient client = ForeignClient.of(kind, door, listener, listener + "-" + kind + "-retained/d")) {
            client.connect();
            Message message = new Message("kept/x", "for later", 1, true);
            client.publish(message);
            client.subscribe("kept/#", 1);
            assertThat(client.next()).isEqualTo(message);
            client.disconnect();
        }
        await().until(() -> door.line().status().occupancy().connections() == 0);
    }

    private static void roundTrips(ForeignClient client) throws Exception {
        client.subscribe("a/+/c", 2);
        for (int qos = 0; qos <= 2; qos++) {
            Message message = new Message("a/é/c", "payload " + qos, qos, false);
            client.publish(message);
            assertThat(client.next()).isEqualTo(message);
        }
    }

    private static void persistentSession(ForeignClient client, RawClient other, String hub) throws Exception {
        client.disconnect();
        await().until(() -> door.hub.departures.stream()
                .anyMatch(each -> each.admitted().identity().hubId().equals(hub)));
        other.send(RawClient.publish("a/b/c", 7, "while away".getBytes()));
        assertThat(other.receive(4)).isEqualTo("40 02 00 07");
        assertThat(client.connect()).as("session present").isTrue();
        assertThat(client.next()).isEqualTo(new Message("a/b/c", "while away", 1, false));
    }

    /** The device connects from elsewhere: its connection ends, and the will is published. */
    private static void takenOver(RawClient witness, String hub) throws Exception {
        try (RawClient elsewhere = RawClient.connected(door.port(), hub + "/d", "elsewhere")) {
            assertThat(witness.receivePacket())
                    .isEqualTo(RawClient.publish(ForeignClient.WILL_TOPIC, 0, ForeignClient.WILL.getBytes()));
            assertThat(elsewhere.send("c0 00").receive(2)).isEqualTo("d0 00");
        }
    }
}
