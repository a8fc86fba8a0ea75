package org.axletree.mqtt.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Data representation and the format of packets: chapters 1.5 and 2. Much of it is in {@code packets.txt}. */
@ExtendWith(Stage.class)
@NotTested(
        version = Version.V3,
        value = {"MQTT-2.3.1-2", "MQTT-2.3.1-3"},
        why = "what a client does with its packet identifiers")
class RepresentationTest {
    private static final String ZERO_WIDTH_NO_BREAK_SPACE = "\uFEFF";

    @BothVersions
    @Mqtt3("MQTT-1.5.3-3")
    @Mqtt5("MQTT-1.5.4-3")
    void zeroWidthNoBreakSpace_inTopic_isKept(Version version, Scene scene) throws IOException {
        Peer peer = scene.peer(version, "d").subscribe("+", 0);
        peer.publish(ZERO_WIDTH_NO_BREAK_SPACE + "a", "1").publish("a" + ZERO_WIDTH_NO_BREAK_SPACE, "2");
        assertThat(peer.next().topic).isEqualTo(ZERO_WIDTH_NO_BREAK_SPACE + "a");
        assertThat(peer.next().topic).isEqualTo("a" + ZERO_WIDTH_NO_BREAK_SPACE);
    }

    @BothVersions
    @Mqtt3("MQTT-2.3.1-5")
    @Mqtt5("MQTT-2.2.1-2")
    void publishQos0_bothWays_hasNoPacketIdentifier(Version version, Scene scene) throws IOException {
        Peer peer = scene.peer(version, "d").subscribe("a", 2).publish("a", "\0\1payload");
        Heard heard = peer.next(Packets.PUBLISH);
        assertThat(heard.qos()).isZero();
        assertThat(heard.payload).isEqualTo("\0\1payload");
    }

    @Test
    @Mqtt5("MQTT-2.2.2-1")
    void packetsOfServer_withoutProperties_sayLengthZero(Scene scene) throws IOException {
        Peer peer = scene.peer(Version.V5, "d").subscribe("a", 0).publish("a", "x");
        assertThat(peer.next().bytes).isEqualTo(new byte[] {0x30, 5, 0, 1, 'a', 0, 'x'});
    }

    @BothVersions
    @Mqtt3({"MQTT-2.3.1-4", "MQTT-4.3.2-1"})
    @Mqtt5({"MQTT-2.2.1-4", "MQTT-4.3.2-1"})
    void publishOfServer_unacknowledged_hasPacketIdentifierOfItsOwn(Version version, Scene scene) throws IOException {
        Peer peer = scene.peer(version, "d").subscribe("a/#", 2);
        Peer other = scene.peer(version, "other");
        for (int i = 0; i < 20; i++) {
            other.deliver(0, 1 + i % 2, "a/" + i, "m");
        }
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ids.add(peer.next(Packets.PUBLISH).packetId);
        }
        assertThat(ids).doesNotHaveDuplicates().doesNotContain(0);
    }

    @BothVersions
    @Mqtt3({"MQTT-2.3.1-6"})
    @Mqtt5("MQTT-2.2.1-5")
    void acknowledgements_ofHighAndLowIdentifiers_carryThem(Version version, Scene scene) throws IOException {
        Peer peer = scene.peer(version, "d");
        for (int id : new int[] {1, 255, 256, 32_768, 65_535}) {
            peer.send(Packets.publish(version, 0, 1, id, "a", "m"));
            assertThat(peer.next(Packets.PUBACK).packetId).isEqualTo(id);
            peer.send(Packets.publish(version, 0, 2, id, "a", "m"));
            assertThat(peer.next(Packets.PUBREC).packetId).isEqualTo(id);
            peer.send(Packets.ack(Packets.PUBREL, id));
            assertThat(peer.next(Packets.PUBCOMP).packetId).isEqualTo(id);
        }
    }
}
