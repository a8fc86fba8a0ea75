package org.axletree.mqtt.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Flow control: section 4.9 and receive maximum. */
@ExtendWith(Stage.class)
class FlowControlTest {
    private static final Version V5 = Version.V5;

    @Test
    @Mqtt5({"MQTT-3.3.4-9", "MQTT-3.3.4-10", "MQTT-4.9.0-1", "MQTT-4.9.0-2", "MQTT-4.9.0-3"})
    void receiveMaximum_ofClient_isNeverExceeded(Scene scene) throws IOException {
        Connect connect = scene.connect(V5, "s").with(Property.two(Property.RECEIVE_MAXIMUM, 2));
        Peer peer = scene.peer(V5, connect).subscribe("a", 2);
        Peer publisher = scene.peer(V5, "p");
        for (int i = 0; i < 4; i++) {
            publisher.deliver(0, 1 + i % 2, "a", "m" + i);
        }
        Heard first = peer.next(Packets.PUBLISH);
        Heard second = peer.next(Packets.PUBLISH);
        assertThat(List.of(first.payload, second.payload)).containsExactly("m0", "m1");
        peer.quiet();
        peer.send(Packets.subscribe(V5, 5, "b", 0)).next(Packets.SUBACK);
        peer.send(Packets.ack(Packets.PUBREC, second.packetId)).next(Packets.PUBREL);
        peer.quiet();
        peer.send(Packets.ack(Packets.PUBCOMP, second.packetId));
        assertThat(peer.next(Packets.PUBLISH).payload).isEqualTo("m2");
        peer.send(Packets.ack(Packets.PUBACK, first.packetId));
        assertThat(peer.next(Packets.PUBLISH).payload).isEqualTo("m3");
    }

    @Test
    @Mqtt5("MQTT-4.9.0-2")
    void receiveMaximum_refusalByPubrec_freesItsPlace(Scene scene) throws IOException {
        Connect connect = scene.connect(V5, "s").with(Property.two(Property.RECEIVE_MAXIMUM, 1));
        Peer peer = scene.peer(V5, connect).subscribe("a", 2);
        scene.peer(V5, "p").deliver(0, 2, "a", "1").deliver(0, 2, "a", "2");
        peer.send(Packets.ack(Packets.PUBREC, peer.next(Packets.PUBLISH).packetId, 0x83));
        assertThat(peer.next(Packets.PUBLISH).payload).isEqualTo("2");
    }

    @Test
    void receiveMaximum_thatWasAnnounced_isEnforced(Scene scene) throws IOException {
        Peer peer = scene.stranger(V5);
        Heard connack = scene.enter(peer, scene.connect(V5, "p"));
        int most = (int) connack.number(Property.RECEIVE_MAXIMUM);
        for (int id = 1; id <= most; id++) {
            peer.send(Packets.publish(V5, 0, 2, id, "a", "m"));
            assertThat(peer.next(Packets.PUBREC).packetId).isEqualTo(id);
        }
        peer.send(Packets.publish(V5, 0, 2, most + 1, "a", "m")).closed(0x93);
    }

    @Test
    void maximumPacketSize_thatWasAnnounced_isEnforced(Scene scene) throws IOException {
        Peer peer = scene.stranger(V5);
        int most = (int) scene.enter(peer, scene.connect(V5, "p")).number(Property.MAXIMUM_PACKET_SIZE);
        peer.send(new Bytes().one(0x30).variable(most).string("a").one(0).get()).closed(0x95);
    }
}
