package org.axletree.mqtt.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.axletree.mqtt.adapter.TestDoor;
import org.junit.jupiter.api.Test;

/** scaleway.md section 2, Metrics: every packet in either direction counts 1. */
class PacketCountTest {
    @Test
    void j1_packetsOfBothDirections_areCounted_andToldWhenTheConnectionEnds() throws Exception {
        try (TestDoor door = new TestDoor()) {
            try (RawClient listener = RawClient.connected(door.port(), "h/listener", "l");
                    RawClient speaker = RawClient.connected(door.port(), "h/speaker", "s")) {
                listener.send(RawClient.subscribe(1, "t", 1)).receivePacket();
                speaker.send(RawClient.publish("t", 1, new byte[] {1})).receivePacket();
                listener.receivePacket();
                listener.send("40 02 00 01").send("c0 00").receivePacket();
                speaker.send("e0 00").receiveUntilClosed();
            }
            await().untilAsserted(() -> assertThat(door.hub.departures).hasSize(2));

            // CONNECT, CONNACK, PUBLISH, PUBACK, DISCONNECT
            assertThat(door.hub.packets).containsEntry("speaker", 5L);
            // CONNECT, CONNACK, SUBSCRIBE, SUBACK, PUBLISH, PUBACK, PINGREQ, PINGRESP
            assertThat(door.hub.packets).containsEntry("listener", 8L);
        }
    }
}
