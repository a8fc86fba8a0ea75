package org.axletree.mqtt.conformance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.axletree.core.door.Admission;
import org.axletree.core.limit.PlanRules;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** CONNACK: section 3.2. */
@ExtendWith(Stage.class)
@NotTested(
        version = Version.V5,
        value = {
            "MQTT-3.2.2-4",
            "MQTT-3.2.2-5",
            "MQTT-3.2.2-11",
            "MQTT-3.2.2-14",
            "MQTT-3.2.2-15",
            "MQTT-3.2.2-17",
            "MQTT-3.2.2-18",
            "MQTT-3.2.2-21"
        },
        why = "what a client does with a CONNACK")
class ConnackTest {
    @BothVersions
    @Mqtt3({"MQTT-3.2.0-1", "MQTT-3.1.4-4"})
    @Mqtt5({"MQTT-3.2.0-1", "MQTT-3.1.4-5"})
    void connack_clientDoesNotWait_isTheFirstPacket(Version version, Scene scene) throws IOException {
        Peer peer = scene.stranger(version);
        peer.send(
                scene.connect(version, "d").bytes(),
                Packets.subscribe(version, 1, "a", 0),
                Packets.publish(version, 0, 1, 2, "a", "m"),
                Packets.PINGREQ);
        assertThat(peer.next(Packets.CONNACK).reason()).isZero();
        assertThat(peer.next(Packets.SUBACK).packetId).isEqualTo(1);
        assertThat(List.of(peer.next().type, peer.next().type, peer.next().type))
                .containsExactlyInAnyOrder(Packets.PUBLISH, Packets.PUBACK, Packets.PINGRESP);
    }

    @BothVersions
    @Mqtt3({"MQTT-3.2.2-1", "MQTT-3.1.2-6", "MQTT-3.1.4-3"})
    @Mqtt5({"MQTT-3.2.2-2", "MQTT-3.1.2-4", "MQTT-3.1.4-4"})
    void cleanSession_thereWasOne_isDiscardedAndNotPresent(Version version, Scene scene) throws IOException {
        Peer first = scene.peer(version, scene.connect(version, "d").durable()).subscribe("a", 1);
        scene.leave(first);
        Peer second = scene.stranger(version);
        assertThat(scene.enter(second, scene.connect(version, "d")).sessionPresent)
                .isFalse();
        second.publish("a", "not heard").quiet();
        scene.leave(second);
        assertThat(scene.enter(
                                scene.stranger(version),
                                scene.connect(version, "d").durable())
                        .sessionPresent)
                .isFalse();
    }

    /** MQTT 5 sections 3.2.2.3.16 and 4.11. */
    @BothVersions
    @Mqtt3("MQTT-3.2.2-5")
    @Mqtt5({"MQTT-3.2.2-7", "MQTT-3.14.4-1"})
    void hubThatHasMoved_connectedAndConnecting_areToldWhereTo(Version version, Scene scene) throws IOException {
        String elsewhere = "hub.example.org:8883";
        Peer live = scene.peer(version, "live");
        scene.door.line().redirectHub(scene.hub, elsewhere, scene.door.hub.revision.incrementAndGet());
        String last = live.line.receiveUntilClosed();
        scene.door.hub.gate = request -> new Admission.Refused(Reason.HUB_MOVED, elsewhere);
        Peer late = scene.stranger(version);
        String answer = late.send(scene.connect(version, "late").bytes()).line.receiveUntilClosed();
        scene.door.hub.gate = scene.door.hub::admitByUserName;

        if (version == Version.V5) {
            String reference = HexFormat.ofDelimiter(" ").formatHex(elsewhere.getBytes(US_ASCII));
            assertThat(last).matches("e0 .. 9d .*1c 00 14 " + reference + ".*");
            assertThat(answer).matches("20 .. 00 9d .*1c 00 14 " + reference + ".*");
        } else {
            assertThat(last).isEmpty();
            assertThat(answer).isEqualTo("20 02 00 03");
        }
        assertThat(scene.departed()).containsExactly(Reason.HUB_MOVED);
    }

    @BothVersions
    @Mqtt3({"MQTT-3.2.2-2", "MQTT-3.2.2-3", "MQTT-3.1.2-4"})
    @Mqtt5({"MQTT-3.2.2-3", "MQTT-3.1.2-5", "MQTT-3.1.2-6", "MQTT-3.1.4-4"})
    void session_storedOrNot_isTold(Version version, Scene scene) throws IOException {
        Connect durable = scene.connect(version, "d").durable();
        for (boolean present : new boolean[] {false, true, true}) {
            Peer peer = scene.stranger(version);
            Heard connack = scene.enter(peer, durable);
            assertThat(connack.sessionPresent).isEqualTo(present);
            scene.leave(peer);
        }
    }

    @BothVersions
    @Mqtt3("MQTT-3.2.2-4")
    @Mqtt5("MQTT-3.2.2-6")
    void session_storedButClientRefused_isNotTold(Version version, Scene scene) throws IOException {
        scene.leave(scene.peer(version, scene.connect(version, "refused").durable()));
        scene.door.hub.gate = request -> new Admission.Refused(Reason.DEVICE_DISABLED);
        try {
            scene.stranger(version)
                    .send(scene.connect(version, "refused").durable().bytes())
                    .refused(5, 0x87);
        } finally {
            scene.door.hub.gate = scene.door.hub::admitByUserName;
        }
    }

    @Test
    @Mqtt3("MQTT-3.2.2-6")
    void connect_noCodeFits_isClosedWithoutConnack(Scene scene) throws IOException {
        scene.stranger(Version.V3)
                .send("10 12 00 04 4d 51 54 54 04 83 00 3c 00 01 63 00 03 68 2f 64")
                .closed();
    }

    @Test
    @Mqtt5({"MQTT-3.2.2-9", "MQTT-3.2.2-10", "MQTT-3.2.2-12", "MQTT-3.2.2-13"})
    void plan_forbidsQosAndRetain_isToldAndKept(Scene scene) throws IOException {
        scene.door.hub.plans.put("poor", new PlanRules(Qos.AT_MOST_ONCE, Qos.EXACTLY_ONCE, false, true, true));
        Peer peer = scene.stranger(Version.V5);
        Heard connack = scene.enter(peer, scene.connect(Version.V5, "poor"));
        assertThat(connack.number(Property.MAXIMUM_QOS)).isZero();
        assertThat(connack.number(Property.RETAIN_AVAILABLE)).isZero();
        for (int qos = 0; qos <= 2; qos++) {
            peer.send(Packets.subscribe(Version.V5, 9, "a/" + qos, qos));
            assertThat(peer.next(Packets.SUBACK).reason()).isLessThan(0x80);
        }
        scene.leave(peer);
        scene.stranger(Version.V5)
                .send(scene.connect(Version.V5, "poor").will("w", "m", 1, false).bytes())
                .refused(0, 0x9b);
        scene.stranger(Version.V5)
                .send(scene.connect(Version.V5, "poor").will("w", "m", 0, true).bytes())
                .refused(0, 0x9a);
    }

    @Test
    @Mqtt5({
        "MQTT-3.2.2-19",
        "MQTT-3.2.2-20",
        "MQTT-3.4.2-2",
        "MQTT-3.4.2-3",
        "MQTT-3.5.2-2",
        "MQTT-3.5.2-3",
        "MQTT-3.6.2-2",
        "MQTT-3.6.2-3",
        "MQTT-3.7.2-2",
        "MQTT-3.7.2-3",
        "MQTT-3.9.2-1",
        "MQTT-3.9.2-2",
        "MQTT-3.11.2-1",
        "MQTT-3.11.2-2",
        "MQTT-3.14.2-3",
        "MQTT-3.14.2-4"
    })
    void reasonString_packetWouldBeTooLarge_isLeftOut(Scene scene) throws IOException {
        int most = 24;
        scene.forbid("narrow", "secret/#");
        Peer peer = scene.peer(
                Version.V5,
                scene.connect(Version.V5, "narrow").with(Property.four(Property.MAXIMUM_PACKET_SIZE, most)));
        byte[][] requests = {
            Packets.publish(Version.V5, 0, 1, 1, "secret/a", "m"),
            Packets.publish(Version.V5, 0, 2, 2, "secret/a", "m"),
            Packets.subscribe(Version.V5, 3, "secret/a", 0),
            Packets.ack(Packets.PUBREC, 9),
            Packets.ack(Packets.PUBREL, 9),
            Packets.unsubscribe(Version.V5, 4, "x"),
            Packets.disconnect(0, new byte[] {0x7e})
        };
        int[] answers = {
            Packets.PUBACK,
            Packets.PUBREC,
            Packets.SUBACK,
            Packets.PUBREL,
            Packets.PUBCOMP,
            Packets.UNSUBACK,
            Packets.DISCONNECT
        };
        for (int i = 0; i < requests.length; i++) {
            assertThat(peer.send(requests[i]).next(answers[i]).bytes).hasSizeLessThanOrEqualTo(most);
        }
        assertThat(peer.line.receiveUntilClosed()).isEmpty();
    }
}
