package org.axletree.mqtt.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The protocols of delivery, and PUBACK, PUBREC, PUBREL, PUBCOMP: sections 3.4 to 3.7 and 4.3. More is in {@code packets.txt}. */
@ExtendWith(Stage.class)
class DeliveryTest {
    @BothVersions
    @Mqtt3("MQTT-4.3.1-1")
    @Mqtt5("MQTT-4.3.1-1")
    void qos0_ofServer_hasNoDup(Version version, Scene scene) throws IOException {
        Peer peer = scene.peer(version, "d").subscribe("a", 0).publish("a", "m");
        Heard heard = peer.next(Packets.PUBLISH);
        assertThat(heard.flags).isZero();
    }

    @BothVersions
    @Mqtt3("MQTT-4.3.2-1")
    @Mqtt5({"MQTT-4.3.2-2", "MQTT-4.3.2-3"})
    void qos1_ofServer_staysUnacknowledgedUntilPuback(Version version, Scene scene) throws IOException {
        Connect durable = scene.connect(version, "s").durable();
        Peer peer = scene.peer(version, durable).subscribe("a", 1);
        scene.peer(version, "p").deliver(0, 1, "a", "1").deliver(0, 1, "a", "2");
        Heard first = peer.next(Packets.PUBLISH);
        assertThat(first.dup()).isFalse();
        assertThat(first.qos()).isEqualTo(1);
        peer.next(Packets.PUBLISH);
        peer.send(Packets.ack(Packets.PUBACK, first.packetId)).quiet();
        scene.lose(peer);
        Peer back = scene.peer(version, durable);
        assertThat(back.payloads(1)).containsExactly("2");
        back.quiet();
    }

    @BothVersions
    @Mqtt3("MQTT-4.3.3-1")
    @Mqtt5({"MQTT-4.3.3-1", "MQTT-4.3.3-2", "MQTT-4.3.3-3", "MQTT-4.3.3-4"})
    void qos2_ofServer_goesThroughItsFourSteps(Version version, Scene scene) throws IOException {
        Peer peer = scene.peer(version, "s").subscribe("a", 2);
        scene.peer(version, "p").deliver(0, 2, "a", "m");
        Heard heard = peer.next(Packets.PUBLISH);
        assertThat(heard.qos()).isEqualTo(2);
        assertThat(heard.dup()).isFalse();
        peer.send(Packets.ack(Packets.PUBREC, heard.packetId));
        Heard pubrel = peer.next(Packets.PUBREL);
        assertThat(pubrel.packetId).isEqualTo(heard.packetId);
        assertThat(pubrel.flags).isEqualTo(2);
        peer.send(Packets.ack(Packets.PUBCOMP, heard.packetId)).quiet();
    }

    @BothVersions
    @Mqtt3({"MQTT-4.3.3-1", "MQTT-4.4.0-1"})
    @Mqtt5({"MQTT-4.3.3-5", "MQTT-4.3.3-6", "MQTT-4.4.0-1"})
    void qos2_pubrelIsSent_isWhatIsSentAgain(Version version, Scene scene) throws IOException {
        Connect durable = scene.connect(version, "s").durable();
        Peer peer = scene.peer(version, durable).subscribe("a", 2);
        scene.peer(version, "p").deliver(0, 2, "a", "m");
        int id = peer.next(Packets.PUBLISH).packetId;
        peer.send(Packets.ack(Packets.PUBREC, id)).next(Packets.PUBREL);
        scene.lose(peer);
        Peer back = scene.peer(version, durable);
        assertThat(back.next(Packets.PUBREL).packetId).isEqualTo(id);
        back.send(Packets.ack(Packets.PUBCOMP, id)).quiet();
        scene.lose(back);
        scene.peer(version, durable).quiet();
    }

    @BothVersions
    @Mqtt3("MQTT-4.3.3-2")
    @Mqtt5({"MQTT-4.3.3-10", "MQTT-4.3.3-11", "MQTT-4.3.3-12"})
    void qos2_ofClient_isDeliveredOnceUntilReleased(Version version, Scene scene) throws IOException {
        Peer subscriber = scene.peer(version, "s").subscribe("a", 0);
        Peer peer = scene.peer(version, "p");
        peer.send(
                Packets.publish(version, 0, 2, 7, "a", "first"),
                Packets.publish(version, Packets.DUP, 2, 7, "a", "first"),
                Packets.publish(version, 0, 2, 7, "a", "without dup it is the same"));
        for (int i = 0; i < 3; i++) {
            assertThat(peer.next(Packets.PUBREC).packetId).isEqualTo(7);
        }
        peer.send(Packets.ack(Packets.PUBREL, 7)).next(Packets.PUBCOMP);
        peer.deliver(Packets.DUP, 2, "a", "marker").send(Packets.publish(version, 0, 2, 7, "a", "new"));
        assertThat(subscriber.payloads(3)).containsExactly("first", "marker", "new");
    }

    @BothVersions
    @Mqtt3({"MQTT-4.3.3-2", "MQTT-4.1.0-1"})
    @Mqtt5({"MQTT-4.3.3-10", "MQTT-4.1.0-1"})
    void qos2_ofClientThatComesBack_isDeliveredOnce(Version version, Scene scene) throws IOException {
        Peer subscriber = scene.peer(version, "s").subscribe("a", 0);
        Connect durable = scene.connect(version, "p").durable();
        Peer first = scene.peer(version, durable);
        first.send(Packets.publish(version, 0, 2, 7, "a", "once")).next(Packets.PUBREC);
        scene.lose(first);
        Peer back = scene.peer(version, durable);
        back.send(Packets.publish(version, Packets.DUP, 2, 7, "a", "once")).next(Packets.PUBREC);
        back.send(Packets.ack(Packets.PUBREL, 7)).next(Packets.PUBCOMP);
        back.send(Packets.ack(Packets.PUBREL, 7));
        assertThat(back.next(Packets.PUBCOMP).packetId).isEqualTo(7);
        back.publish("a", "marker");
        assertThat(subscriber.payloads(2)).containsExactly("once", "marker");
    }

    @Test
    @Mqtt5("MQTT-4.3.3-9")
    void qos2_refusedByPubrec_identifierIsFree(Scene scene) throws IOException {
        scene.forbid("forbidden", "secret/#");
        Peer subscriber = scene.peer(Version.V5, "s").subscribe("a", 0);
        Peer peer = scene.peer(Version.V5, "forbidden");
        peer.send(Packets.publish(Version.V5, 0, 2, 0x7777, "secret/a", "m"));
        assertThat(peer.next(Packets.PUBREC).reason()).isGreaterThanOrEqualTo(0x80);
        peer.deliver(0, 2, "a", "a new one");
        assertThat(subscriber.payloads(1)).containsExactly("a new one");
    }

    @Test
    @Mqtt5({"MQTT-4.3.3-7", "MQTT-4.3.3-13"})
    void qos2_expiresUnderWay_goesOnToItsEnd(Scene scene) throws Exception {
        Connect durable = scene.connect(Version.V5, "s").durable();
        Peer peer = scene.peer(Version.V5, durable).subscribe("a", 2);
        Peer publisher = scene.peer(Version.V5, "p");
        publisher.send(Packets.publish(Version.V5, 0, 2, 7, "a", "m", Property.four(Property.MESSAGE_EXPIRY, 2)));
        publisher.next(Packets.PUBREC);
        int id = peer.next(Packets.PUBLISH).packetId;
        scene.lose(peer);
        Thread.sleep(2_600);
        publisher.send(Packets.ack(Packets.PUBREL, 7)).next(Packets.PUBCOMP);
        Peer back = scene.peer(Version.V5, durable);
        Heard again = back.next(Packets.PUBLISH);
        assertThat(again.packetId).isEqualTo(id);
        assertThat(again.dup()).isTrue();
        back.send(Packets.ack(Packets.PUBREC, id)).next(Packets.PUBREL);
    }

    @BothVersions
    void puback_forAMessageOfQos2_isTheEnd(Version version, Scene scene) throws IOException {
        Peer peer = scene.peer(version, "s").subscribe("a", 2).send(Packets.publish(version, 0, 2, 7, "a", "m"));
        Heard heard = peer.next();
        int id = heard.type == Packets.PUBLISH ? heard.packetId : peer.next(Packets.PUBLISH).packetId;
        if (heard.type == Packets.PUBLISH) {
            peer.next(Packets.PUBREC);
        }
        peer.send(Packets.ack(Packets.PUBACK, id)).closed(0x82);
    }

    @BothVersions
    void pubrec_forAMessageOfQos1_isTheEnd(Version version, Scene scene) throws IOException {
        Peer peer = scene.peer(version, "s").subscribe("a", 1);
        scene.peer(version, "p").deliver(0, 1, "a", "m");
        peer.send(Packets.ack(Packets.PUBREC, peer.next(Packets.PUBLISH).packetId))
                .closed(0x82);
    }

    @BothVersions
    void pubcomp_beforePubrec_isTheEnd(Version version, Scene scene) throws IOException {
        Peer peer = scene.peer(version, "s").subscribe("a", 2);
        scene.peer(version, "p").deliver(0, 2, "a", "m");
        peer.send(Packets.ack(Packets.PUBCOMP, peer.next(Packets.PUBLISH).packetId))
                .closed(0x82);
    }

    @Test
    @Mqtt5("MQTT-3.6.2-1")
    void pubrec_ofAnUnknownIdentifier_isAnsweredByItsReason(Scene scene) throws IOException {
        Peer peer = scene.peer(Version.V5, "d").send(Packets.ack(Packets.PUBREC, 9));
        Heard pubrel = peer.next(Packets.PUBREL);
        assertThat(pubrel.packetId).isEqualTo(9);
        assertThat(pubrel.reason()).isEqualTo(0x92);
        assertThat(pubrel.text(Property.REASON_STRING)).contains("packet identifier");
    }

    @Test
    @Mqtt5("MQTT-3.7.2-1")
    void pubrel_ofAnUnknownIdentifier_isAnsweredByItsReason(Scene scene) throws IOException {
        Peer peer = scene.peer(Version.V5, "d").send(Packets.ack(Packets.PUBREL, 9));
        Heard pubcomp = peer.next(Packets.PUBCOMP);
        assertThat(pubcomp.packetId).isEqualTo(9);
        assertThat(pubcomp.reason()).isEqualTo(0x92);
        assertThat(pubcomp.text(Property.REASON_STRING)).contains("packet identifier");
    }

    @Test
    @Mqtt5("MQTT-4.4.0-2")
    void refusalByTheSubscriber_isAnAcknowledgement(Scene scene) throws IOException {
        Connect durable = scene.connect(Version.V5, "s").durable();
        Peer peer = scene.peer(Version.V5, durable).subscribe("a", 2);
        scene.peer(Version.V5, "p").deliver(0, 1, "a", "1").deliver(0, 2, "a", "2");
        peer.send(Packets.ack(Packets.PUBACK, peer.next(Packets.PUBLISH).packetId, 0x83));
        peer.send(Packets.ack(Packets.PUBREC, peer.next(Packets.PUBLISH).packetId, 0x83))
                .quiet();
        scene.lose(peer);
        scene.peer(Version.V5, durable).quiet();
    }
}
