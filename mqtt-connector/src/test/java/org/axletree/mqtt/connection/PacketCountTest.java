package org.axletree.mqtt.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.axletree.core.door.Exchanged;
import org.axletree.mqtt.adapter.TestDoor;
import org.junit.jupiter.api.Test;

/** scaleway.md section 2, Metrics: every packet in either direction counts 1; and which of them were messages. */
class PacketCountTest {
    @Test
    void j1_packetsOfBothDirections_andMessages_areCounted_andToldWhenTheConnectionEnds() throws Exception {
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
            assertThat(door.hub.exchanged).containsEntry("speaker", new Exchanged(5, 1, 0));
            // CONNECT, CONNACK, SUBSCRIBE, SUBACK, PUBLISH, PUBACK, PINGREQ, PINGRESP
            assertThat(door.hub.exchanged).containsEntry("listener", new Exchanged(8, 0, 1));
        }
    }
}
