package org.axletree.mqtt.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** SUBSCRIBE, SUBACK, UNSUBSCRIBE and UNSUBACK: sections 3.8 to 3.11. Much of it is in {@code packets.txt}. */
@ExtendWith(Stage.class)
@NotTested(version = Version.V3, value = "MQTT-3.8.3-2", why = "wildcards are supported")
class SubscribeTest {
    @BothVersions
    @Mqtt3({"MQTT-3.8.4-5", "MQTT-3.9.3-2"})
    @Mqtt5({"MQTT-3.8.4-7", "MQTT-3.9.3-2"})
    void subscription_refused_isToldByItsCode(Version version, Scene scene) throws IOException {
        scene.forbid("forbidden", "secret/#");
        Peer peer = scene.peer(version, "forbidden").send(Packets.subscribe(version, 9, "secret/a", 1));
        assertThat(peer.next(Packets.SUBACK).reasons).containsExactly(version == Version.V3 ? 0x80 : 0x87);
        peer.quiet();
    }

    @BothVersions
    @Mqtt3("MQTT-3.8.4-3")
    @Mqtt5("MQTT-3.8.4-3")
    void subscription_ofTheSameFilter_replacesTheOneBefore(Version version, Scene scene) throws IOException {
        Peer peer = scene.peer(version, "s").subscribe("a", 2).subscribe("a", 0);
        scene.peer(version, "p").deliver(0, 2, "a", "m");
        assertThat(peer.next(Packets.PUBLISH).qos()).isZero();
        peer.quiet();
    }

    @BothVersions
    void subscription_behindAPublicationInOneWrite_doesNotHearIt(Version version, Scene scene) throws IOException {
        Peer peer = scene.peer(version, "s")
                .send(
                        Packets.publish(version, 0, 0, 0, "a", "before"),
                        Packets.subscribe(version, 9, "a", 0),
                        Packets.publish(version, 0, 0, 0, "a", "after"));
        peer.next(Packets.SUBACK);
        assertThat(peer.payloads(1)).containsExactly("after");
        peer.send(Packets.publish(version, 0, 0, 0, "a", "last"), Packets.unsubscribe(version, 1, "a"));
        assertThat(peer.payloads(1)).containsExactly("last");
        peer.next(Packets.UNSUBACK);
    }

    @Test
    @Mqtt5("MQTT-3.8.3-3")
    void noLocal_ownMessage_isNotHeard(Scene scene) throws IOException {
        Peer peer = scene.peer(Version.V5, "s").subscribe("a", Packets.NO_LOCAL | 1);
        peer.deliver(0, 1, "a", "own");
        scene.peer(Version.V5, "p").deliver(0, 1, "a", "of another");
        assertThat(peer.payloads(1)).containsExactly("of another");
    }

    @BothVersions
    @Mqtt3({"MQTT-3.8.4-5", "MQTT-3.8.4-6"})
    @Mqtt5({"MQTT-3.8.4-7", "MQTT-3.8.4-8"})
    void message_comesAtTheLowerOfItsQosAndTheGranted(Version version, Scene scene) throws IOException {
        for (int granted = 0; granted <= 2; granted++) {
            Peer subscriber = scene.peer(version, "s" + granted).subscribe("a/" + granted, granted);
            for (int qos = 0; qos <= 2; qos++) {
                scene.peer(version, "p" + granted + qos).deliver(0, qos, "a/" + granted, "m");
                assertThat(subscriber.next(Packets.PUBLISH).qos()).isEqualTo(Math.min(granted, qos));
            }
        }
    }

    @BothVersions
    @Mqtt3({"MQTT-3.10.4-1", "MQTT-3.10.4-2"})
    @Mqtt5({"MQTT-3.10.4-1", "MQTT-3.10.4-2"})
    void unsubscribe_exactFilter_isDeletedAndNoOther(Version version, Scene scene) throws IOException {
        Peer peer =
                scene.peer(version, "s").subscribe("a/+", 0).subscribe("a/b", 0).subscribe("A/#", 0);
        peer.send(Packets.unsubscribe(version, 1, "a/b", "a/#", "+/b")).next(Packets.UNSUBACK);
        peer.publish("a/b", "1").publish("A/b", "2");
        assertThat(peer.payloads(2)).containsExactly("1", "2");
        peer.send(Packets.unsubscribe(version, 2, "a/+")).next(Packets.UNSUBACK);
        peer.publish("a/b", "3").publish("A/b", "4");
        assertThat(peer.payloads(1)).containsExactly("4");
    }

    @BothVersions
    @Mqtt3("MQTT-3.10.4-3")
    @Mqtt5("MQTT-3.10.4-3")
    void unsubscribe_deliveryUnderWay_isCompleted(Version version, Scene scene) throws IOException {
        Connect durable = scene.connect(version, "s").durable();
        Peer peer = scene.peer(version, durable).subscribe("a", 2);
        scene.peer(version, "p").deliver(0, 1, "a", "1").deliver(0, 2, "a", "2");
        peer.next(Packets.PUBLISH);
        int second = peer.next(Packets.PUBLISH).packetId;
        peer.send(Packets.unsubscribe(version, 1, "a")).next(Packets.UNSUBACK);
        peer.send(Packets.ack(Packets.PUBREC, second));
        assertThat(peer.next(Packets.PUBREL).packetId).isEqualTo(second);
        scene.lose(peer);
        Peer back = scene.peer(version, durable);
        assertThat(back.next(Packets.PUBLISH).payload).isEqualTo("1");
        assertThat(back.next(Packets.PUBREL).packetId).isEqualTo(second);
    }
}
