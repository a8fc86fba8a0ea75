package org.axletree.mqtt.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Shared subscriptions: section 4.8 of MQTT 5, and the same for clients of 3.1.1. More is in {@code packets.txt}. */
@ExtendWith(Stage.class)
class SharedSubscriptionsTest {
    @BothVersions
    void sharedSubscription_ofTwo_eachMessageComesToOne(Version version, Scene scene) throws IOException {
        Peer one = scene.peer(version, "one").subscribe("$share/g/a/#", 0).subscribe("end", 0);
        Peer two = scene.peer(version, "two").subscribe("$share/g/a/#", 0).subscribe("end", 0);
        Peer alone = scene.peer(version, "alone").subscribe("$share/other/a/+", 0);
        Peer everything = scene.peer(version, "everything").subscribe("a/#", 0);
        Peer publisher = scene.peer(version, "p");
        for (int i = 0; i < 20; i++) {
            publisher.deliver(0, 1, "a/" + i, "m" + i);
        }
        publisher.publish("end", "end");
        List<String> all = everything.payloads(20);
        assertThat(alone.payloads(20)).isEqualTo(all);
        List<String> heard = untilTheEnd(one);
        assertThat(heard).as("a share of it").isNotEmpty().hasSizeLessThan(20);
        heard.addAll(untilTheEnd(two));
        assertThat(heard).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    @Mqtt5("MQTT-4.8.2-3")
    void sharedSubscription_qos_isThatGranted(Scene scene) throws IOException {
        Peer peer = scene.peer(Version.V5, "s").subscribe("$share/g/a", 1);
        scene.peer(Version.V5, "p").deliver(0, 2, "a", "m").deliver(0, 0, "a", "m");
        assertThat(peer.next(Packets.PUBLISH).qos()).isEqualTo(1);
        assertThat(peer.next(Packets.PUBLISH).qos()).isZero();
    }

    @Test
    @Mqtt5("MQTT-4.8.2-4")
    void sharedSubscription_deliveryUnderWay_isCompletedWhenTheClientIsBack(Scene scene) throws IOException {
        Connect durable = scene.connect(Version.V5, "s").durable();
        Peer peer = scene.peer(Version.V5, durable).subscribe("$share/g/a", 2);
        scene.peer(Version.V5, "p").deliver(0, 2, "a", "m");
        int id = peer.next(Packets.PUBLISH).packetId;
        Peer other = scene.peer(Version.V5, "other").subscribe("$share/g/a", 2);
        scene.lose(peer);
        Heard again = scene.peer(Version.V5, durable).next(Packets.PUBLISH);
        assertThat(again.packetId).isEqualTo(id);
        assertThat(again.dup()).isTrue();
        other.quiet();
    }

    @Test
    @Mqtt5("MQTT-4.8.2-5")
    void sharedSubscription_sessionEndsUnderWay_nobodyElseGetsTheMessage(Scene scene) throws IOException {
        Peer peer = scene.peer(Version.V5, "s").subscribe("$share/g/a", 2);
        scene.peer(Version.V5, "p").deliver(0, 2, "a", "m");
        peer.next(Packets.PUBLISH);
        Peer other = scene.peer(Version.V5, "other").subscribe("$share/g/a", 2);
        scene.lose(peer);
        scene.peer(Version.V5, "q").deliver(0, 1, "a", "marker");
        assertThat(other.payloads(1)).containsExactly("marker");
    }

    @Test
    @Mqtt5("MQTT-4.8.2-6")
    void sharedSubscription_memberRefuses_nobodyElseGetsTheMessage(Scene scene) throws IOException {
        Peer peer = scene.peer(Version.V5, "s").subscribe("$share/g/a", 1);
        scene.peer(Version.V5, "p").deliver(0, 1, "a", "m");
        int id = peer.next(Packets.PUBLISH).packetId;
        Peer other = scene.peer(Version.V5, "other").subscribe("$share/g/a", 1);
        peer.send(Packets.ack(Packets.PUBACK, id, 0x83)).quiet();
        peer.send(Packets.unsubscribe(Version.V5, 1, "$share/g/a")).next(Packets.UNSUBACK);
        scene.peer(Version.V5, "q").deliver(0, 1, "a", "marker");
        assertThat(other.payloads(1)).containsExactly("marker");
    }

    @BothVersions
    void sharedSubscription_memberLeaves_theOthersGetWhatComes(Version version, Scene scene) throws IOException {
        Peer one = scene.peer(version, "one").subscribe("$share/g/a", 0);
        Peer two = scene.peer(version, "two").subscribe("$share/g/a", 0);
        scene.leave(one);
        Peer publisher = scene.peer(version, "p");
        for (int i = 0; i < 5; i++) {
            publisher.deliver(0, 1, "a", "m" + i);
        }
        assertThat(two.payloads(5)).containsExactly("m0", "m1", "m2", "m3", "m4");
    }

    private static List<String> untilTheEnd(Peer peer) throws IOException {
        List<String> payloads = new ArrayList<>();
        for (Heard heard = peer.next(); !heard.topic.equals("end"); heard = peer.next()) {
            payloads.add(heard.payload);
        }
        return payloads;
    }
}
