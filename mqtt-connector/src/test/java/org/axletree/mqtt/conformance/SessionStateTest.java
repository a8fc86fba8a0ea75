package org.axletree.mqtt.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** State that is stored, redelivery, and order: sections 4.1, 4.4, 4.5 and 4.6. */
@ExtendWith(Stage.class)
@NotTested(
        version = Version.V3,
        value = {"MQTT-4.5.0-2", "MQTT-4.6.0-2", "MQTT-4.6.0-3", "MQTT-4.6.0-4"},
        why = "what a client does")
@NotTested(
        version = Version.V5,
        value = {"MQTT-4.5.0-2", "MQTT-4.6.0-1", "MQTT-4.6.0-2", "MQTT-4.6.0-3", "MQTT-4.6.0-4"},
        why = "what a client does")
class SessionStateTest {
    private static final int MESSAGES = 200;

    @BothVersions
    @Mqtt3({"MQTT-3.1.2-4", "MQTT-3.1.2-5", "MQTT-4.1.0-1", "MQTT-4.5.0-1"})
    @Mqtt5({"MQTT-3.1.2-5", "MQTT-3.1.2-23", "MQTT-4.1.0-1", "MQTT-4.5.0-1"})
    void session_whileItsClientIsAway_keepsWhatIsPublished(Version version, Scene scene) throws IOException {
        Connect durable = scene.connect(version, "s").durable();
        scene.leave(scene.peer(version, durable).subscribe("a/#", 2));
        scene.peer(version, "p")
                .deliver(0, 1, "a/1", "one")
                .deliver(0, 2, "a/2", "two")
                .deliver(0, 1, "b", "no");
        Peer back = scene.peer(version, durable);
        Heard one = back.next(Packets.PUBLISH);
        Heard two = back.next(Packets.PUBLISH);
        assertThat(List.of(one.payload, two.payload)).containsExactly("one", "two");
        assertThat(List.of(one.qos(), two.qos())).containsExactly(1, 2);
        assertThat(List.of(one.dup(), two.dup())).containsExactly(false, false);
        back.quiet();
    }

    @BothVersions
    @Mqtt3({"MQTT-3.1.2-6", "MQTT-4.1.0-2"})
    @Mqtt5("MQTT-4.1.0-2")
    void cleanSession_ends_keepsNothing(Version version, Scene scene) throws IOException {
        scene.leave(scene.peer(version, "s").subscribe("a", 1));
        scene.peer(version, "p").deliver(0, 1, "a", "not kept");
        Peer back = scene.stranger(version);
        assertThat(scene.enter(back, scene.connect(version, "s").durable()).sessionPresent)
                .isFalse();
        back.quiet();
    }

    @Test
    @Mqtt5("MQTT-4.1.0-2")
    void session_expires_isDiscarded(Scene scene) throws Exception {
        Connect brief = scene.connect(Version.V5, "s").clean(false).with(Property.four(Property.SESSION_EXPIRY, 1));
        scene.leave(scene.peer(Version.V5, brief).subscribe("a", 1));
        Thread.sleep(2_500);
        scene.peer(Version.V5, "p").deliver(0, 1, "a", "too late");
        Peer back = scene.stranger(Version.V5);
        assertThat(scene.enter(back, brief).sessionPresent).isFalse();
        back.quiet();
    }

    @Test
    @Mqtt5({"MQTT-3.1.2-23", "MQTT-4.1.0-2"})
    void cleanStart_withExpiry_isANewSessionThatStays(Scene scene) throws IOException {
        Connect connect = scene.connect(Version.V5, "s").with(Property.four(Property.SESSION_EXPIRY, 3_600));
        scene.leave(scene.peer(Version.V5, connect).subscribe("a", 1));
        scene.peer(Version.V5, "p").deliver(0, 1, "a", "kept");
        Peer back = scene.stranger(Version.V5);
        assertThat(scene.enter(back, scene.connect(Version.V5, "s").clean(false)).sessionPresent)
                .isTrue();
        assertThat(back.payloads(1)).containsExactly("kept");
        scene.leave(back);
        // The last connection did not ask for an expiry: the session ended with it.
        assertThat(scene.enter(
                                scene.stranger(Version.V5),
                                scene.connect(Version.V5, "s").clean(false))
                        .sessionPresent)
                .isFalse();
    }

    @BothVersions
    @Mqtt3({"MQTT-4.4.0-1", "MQTT-4.6.0-1"})
    @Mqtt5("MQTT-4.4.0-1")
    void unacknowledged_clientComesBack_isSentAgainInItsOrder(Version version, Scene scene) throws IOException {
        Connect durable = scene.connect(version, "s").durable();
        Peer peer = scene.peer(version, durable).subscribe("a", 2);
        Peer publisher = scene.peer(version, "p");
        List<String> sent = new ArrayList<>();
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            publisher.deliver(0, 1 + i % 2, "a", "m" + i);
            sent.add("m" + i);
            ids.add(peer.next(Packets.PUBLISH).packetId);
        }
        scene.lose(peer);
        Peer back = scene.peer(version, durable);
        List<String> again = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Heard heard = back.next(Packets.PUBLISH);
            assertThat(heard.dup()).isTrue();
            assertThat(heard.packetId).isEqualTo(ids.get(i));
            again.add(heard.payload);
        }
        assertThat(again).isEqualTo(sent);
        back.quiet();
    }

    @BothVersions
    @Mqtt3({"MQTT-4.6.0-5", "MQTT-4.6.0-6"})
    @Mqtt5({"MQTT-4.6.0-5", "MQTT-4.6.0-6"})
    void messages_ofOneTopicAndQos_comeInTheOrderTheyWereSent(Version version, Scene scene) throws IOException {
        for (int qos = 0; qos <= 2; qos++) {
            Peer subscriber = scene.peer(version, "s" + qos).subscribe("a/" + qos, qos);
            Peer publisher = scene.peer(version, "p" + qos);
            Bytes all = new Bytes();
            for (int i = 1; i <= MESSAGES; i++) {
                all.raw(Packets.publish(version, 0, qos, i, "a/" + qos, "m" + i));
            }
            publisher.send(all.get());
            for (int heard = 0; heard < MESSAGES; ) {
                Heard packet = subscriber.next();
                if (packet.type == Packets.PUBLISH) {
                    heard++;
                    assertThat(packet.payload).isEqualTo("m" + heard);
                }
                answer(subscriber, packet);
            }
        }
    }

    private static void answer(Peer peer, Heard packet) throws IOException {
        if (packet.type == Packets.PUBREL) {
            peer.send(Packets.ack(Packets.PUBCOMP, packet.packetId));
        } else if (packet.qos() > 0) {
            peer.send(Packets.ack(packet.qos() == 1 ? Packets.PUBACK : Packets.PUBREC, packet.packetId));
        }
    }

    @BothVersions
    void acknowledgements_comeInTheOrderOfThePublications(Version version, Scene scene) throws IOException {
        Peer peer = scene.peer(version, "p");
        Bytes all = new Bytes();
        for (int i = 1; i <= MESSAGES; i++) {
            String topic = i % 3 == 0 ? "routed/r/x" : "plain";
            all.raw(Packets.publish(version, 0, 1, i, topic, "m"));
        }
        peer.send(all.get());
        for (int i = 1; i <= MESSAGES; i++) {
            assertThat(peer.next(Packets.PUBACK).packetId).isEqualTo(i);
        }
    }

    @BothVersions
    void session_takenUpWhileItsConnectionLives_goesOnInTheNewOne(Version version, Scene scene) throws IOException {
        Connect durable = scene.connect(version, "s").durable();
        Peer first = scene.peer(version, durable).subscribe("a", 1);
        Peer publisher = scene.peer(version, "p").deliver(0, 1, "a", "1");
        int id = first.next(Packets.PUBLISH).packetId;
        Peer second = scene.stranger(version);
        assertThat(scene.enter(second, durable).sessionPresent).isTrue();
        first.closed(0x8e);
        Heard again = second.next(Packets.PUBLISH);
        assertThat(again.packetId).isEqualTo(id);
        assertThat(again.dup()).isTrue();
        publisher.deliver(0, 1, "a", "2");
        assertThat(second.payloads(1)).containsExactly("2");
    }
}
