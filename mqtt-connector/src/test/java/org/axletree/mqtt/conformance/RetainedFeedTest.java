package org.axletree.mqtt.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.axletree.core.door.SessionStorage;
import org.axletree.core.limit.DoorLimits;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.limit.SessionLimits;
import org.axletree.mqtt.adapter.TestDoor;
import org.axletree.mqtt.adapter.TestStorage;
import org.axletree.mqtt.connection.RawClient;
import org.junit.jupiter.api.AfterEach;

/** Retained messages on their way to a session that lasts, when its connection or the server ends before they are there. */
class RetainedFeedTest {
    private static final int RETAINED = 6;
    private static final int WINDOW = 2;
    private static final List<Integer> ALL =
            IntStream.range(0, RETAINED).boxed().toList();

    private SessionStorage storage = TestStorage.fresh();
    private TestDoor door = open();

    @AfterEach
    void close() {
        door.close();
    }

    @BothVersions
    @Mqtt3({"MQTT-3.3.1-6", "MQTT-4.1.0-1"})
    @Mqtt5({"MQTT-3.3.1-9", "MQTT-4.1.0-1"})
    void retained_connectionIsLostInTheMiddle_comesOnTheNext(Version version) throws IOException {
        retain(version);
        for (int qos = 1; qos <= 2; qos++) {
            Audience audience = new Audience(RETAINED + 1);
            try (Peer peer = enter(version, qos, false).subscribe(qos + "/+", qos)) {
                peer.payloads(WINDOW);
            }
            await().until(() -> door.line().status().occupancy().sessions() == 0);
            // What is published meanwhile comes as well, and once.
            try (Peer publisher = publisher(version)) {
                publisher.deliver(Packets.RETAIN, 2, qos + "/late", Integer.toString(RETAINED));
            }
            try (Peer peer = enter(version, qos, true)) {
                audience.run(peer);
                peer.quiet();
            }
            assertThat(audience.heard).hasSize(RETAINED + 1).containsAll(ALL);
        }
    }

    @BothVersions
    @Mqtt3({"MQTT-3.3.1-6", "MQTT-4.1.0-1", "MQTT-4.3.3-2"})
    @Mqtt5({"MQTT-3.3.1-9", "MQTT-4.1.0-1", "MQTT-4.3.3-10"})
    void retained_serverIsKilledInTheMiddle_comesFromTheNext(Version version) throws IOException {
        retain(version);
        for (int qos = 1; qos <= 2; qos++) {
            Audience audience = new Audience(RETAINED);
            try (Peer peer = enter(version, qos, false).subscribe(qos + "/+", qos)) {
                audience.run(peer, WINDOW + 1);
                kill();
            }
            try (Peer peer = enter(version, qos, true)) {
                audience.run(peer);
                peer.quiet();
            }
            if (qos == 2) {
                assertThat(audience.heard).containsExactlyInAnyOrderElementsOf(ALL);
            } else {
                assertThat(audience.heard).containsAll(ALL);
            }
            restart();
            try (Peer peer = enter(version, qos, true)) {
                peer.quiet();
            }
        }
    }

    /** For each quality of service as many messages as there are numbers, each on a topic of its own. */
    private void retain(Version version) throws IOException {
        try (Peer publisher = publisher(version)) {
            for (int number : ALL) {
                publisher.deliver(Packets.RETAIN, 2, "1/" + number, Integer.toString(number));
                publisher.deliver(Packets.RETAIN, 2, "2/" + number, Integer.toString(number));
            }
        }
    }

    private Peer publisher(Version version) throws IOException {
        return enter(new Connect(version, "h/publisher", "publisher"), version, false);
    }

    private Peer enter(Version version, int qos, boolean again) throws IOException {
        String device = "listener" + qos;
        return enter(new Connect(version, "h/" + device, device).durable(), version, again);
    }

    private Peer enter(Connect connect, Version version, boolean again) throws IOException {
        Peer peer = new Peer(version, new RawClient(door.port()));
        Heard connack = peer.send(connect.bytes()).next(Packets.CONNACK);
        assertThat(connack.reason()).isZero();
        assertThat(connack.sessionPresent).isEqualTo(again);
        return peer;
    }

    private TestDoor open() {
        TestDoor opened = new TestDoor(DoorLimits.DEFAULT, storage);
        SessionLimits narrow = SessionLimits.with(Map.of(HubLimit.IN_FLIGHT_PER_SESSION, WINDOW));
        opened.hub.limits.put("listener1", narrow);
        opened.hub.limits.put("listener2", narrow);
        return opened;
    }

    private void restart() {
        door.close();
        door = open();
    }

    /** The next door finds the files as they were while this one was still at work. */
    private void kill() throws IOException {
        storage = TestStorage.leftBehindIn(storage);
        restart();
    }
}
