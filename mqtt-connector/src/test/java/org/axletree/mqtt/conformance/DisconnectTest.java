package org.axletree.mqtt.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** DISCONNECT: sections 3.14 and 4.13. Much of it is in {@code packets.txt}. */
@ExtendWith(Stage.class)
@NotTested(
        version = Version.V3,
        value = {"MQTT-3.14.4-1", "MQTT-3.14.4-2"},
        why = "what a client does")
@NotTested(
        version = Version.V3,
        value = "MQTT-4.8.0-2",
        why =
                "the transient error of the specification is one of the peer's network or of memory; no test can bring it about")
class DisconnectTest {
    private static final Version V5 = Version.V5;

    @Test
    @Mqtt5("MQTT-3.14.0-1")
    void disconnectOfServer_beforeConnack_isNotSent(Scene scene) throws IOException {
        for (String wrong : List.of("c0 00", "e0 00", "30 04 00 01 61 00", "f0 00", "10 ff ff ff ff 01")) {
            assertThat(scene.stranger(V5).send(wrong).line.receiveUntilClosed())
                    .as(wrong)
                    .isEmpty();
        }
    }

    @Test
    @Mqtt5({"MQTT-3.14.2-1", "MQTT-3.14.2-2", "MQTT-3.14.4-1", "MQTT-3.14.4-2", "MQTT-4.13.2-1"})
    void disconnectOfServer_isTheLastPacketAndTellsTheReason(Scene scene) throws IOException {
        Peer peer = scene.peer(V5, "d").send(new byte[] {0x30, 2, 0, 0}, Packets.PINGREQ, Packets.PINGREQ);
        Heard disconnect = peer.next(Packets.DISCONNECT);
        assertThat(disconnect.reason()).isEqualTo(0x81);
        assertThat(disconnect.text(Property.REASON_STRING)).isNotEmpty();
        assertThat(disconnect.has(Property.SESSION_EXPIRY)).isFalse();
        assertThat(peer.line.receiveUntilClosed()).isEmpty();
    }

    @Test
    void disconnect_withSessionExpiry_changesTheSession(Scene scene) throws IOException {
        Connect durable = scene.connect(V5, "d").durable();
        Peer first = scene.peer(V5, durable);
        first.send(Packets.disconnect(0, Property.four(Property.SESSION_EXPIRY, 0)))
                .closed();
        first.close();
        assertThat(scene.enter(scene.stranger(V5), durable).sessionPresent).isFalse();
    }

    @BothVersions
    @Mqtt3("MQTT-3.14.4-3")
    @Mqtt5("MQTT-3.14.4-3")
    void disconnect_whatFollows_isNotProcessed(Version version, Scene scene) throws IOException {
        Peer witness = scene.peer(version, "witness").subscribe("#", 0);
        Peer peer = scene.peer(version, scene.connect(version, "d").will("w", "will", 0, false));
        peer.send(Packets.disconnect(), Packets.publish(version, 0, 0, 0, "a", "too late"))
                .closed();
        witness.publish("a", "marker");
        assertThat(witness.payloads(1)).containsExactly("marker");
    }
}
