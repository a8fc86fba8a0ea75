package org.axletree.mqtt.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axletree.core.door.SessionStorage;
import org.axletree.core.limit.DoorLimits;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.limit.SessionLimits;
import org.axletree.mqtt.adapter.TestDoor;
import org.axletree.mqtt.adapter.TestStorage;
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

    @BothVersions
    void sharedSubscription_sessionEnds_anotherGetsWhatItDidNotAcknowledge(Version version, Scene scene)
            throws IOException {
        narrow(scene, "narrow");
        Peer one = scene.peer(version, "narrow").subscribe("$share/g/a", 1);
        Peer publisher = scene.peer(version, "p").deliver(0, 1, "a", "m0").deliver(0, 2, "a", "m1");
        one.payloads(1);
        Peer other = scene.peer(version, "other").subscribe("$share/g/a", 1);
        scene.lose(one);
        Heard first = other.next(Packets.PUBLISH);
        assertThat(first.payload).isEqualTo("m0");
        assertThat(first.dup()).isFalse();
        assertThat(other.payloads(1)).containsExactly("m1");
        publisher.deliver(0, 1, "a", "m2");
        assertThat(other.payloads(1)).containsExactly("m2");
    }

    @Test
    @Mqtt5("MQTT-4.8.2-5")
    void sharedSubscription_sessionEndsUnderWay_anotherGetsWhatWasNotSent(Scene scene) throws IOException {
        narrow(scene, "narrow");
        Peer one = scene.peer(Version.V5, "narrow").subscribe("$share/g/a", 2);
        scene.peer(Version.V5, "p").deliver(0, 2, "a", "sent").deliver(0, 2, "a", "waits");
        one.payloads(1);
        Peer other = scene.peer(Version.V5, "other").subscribe("$share/g/a", 2);
        scene.lose(one);
        assertThat(other.payloads(1)).containsExactly("waits");
        other.quiet();
    }

    @BothVersions
    void sharedSubscription_sessionThatLastsEndsAfterARestart_anotherGetsWhatWaited(Version version)
            throws IOException {
        SessionStorage storage = TestStorage.fresh();
        Connect away = new Connect(version, "h/away", "away").durable();
        Connect heir = new Connect(version, "h/heir", "heir").durable();
        try (TestDoor door = new TestDoor(DoorLimits.DEFAULT, storage);
                Scene scene = new Scene(door, "h")) {
            scene.lose(scene.peer(version, away).subscribe("$share/g/a", 1));
            scene.peer(version, "p").deliver(0, 1, "a", "m0").deliver(0, 2, "a", "m1");
            scene.lose(scene.peer(version, heir).subscribe("$share/g/a", 2));
        }
        try (TestDoor door = new TestDoor(DoorLimits.DEFAULT, storage);
                Scene scene = new Scene(door, "h")) {
            scene.leave(scene.peer(version, new Connect(version, "h/away", "away").clean(true)));
        }
        try (TestDoor door = new TestDoor(DoorLimits.DEFAULT, storage);
                Scene scene = new Scene(door, "h")) {
            assertThat(scene.peer(version, heir).payloads(2)).containsExactly("m0", "m1");
        }
    }

    @BothVersions
    void sharedSubscription_besideAnother_eachCopyIsAMessageOfItsOwnOverARestart(Version version) throws IOException {
        SessionStorage storage = TestStorage.fresh();
        Connect lasting = new Connect(version, "h/s", "s").durable();
        try (TestDoor door = new TestDoor(DoorLimits.DEFAULT, storage);
                Scene scene = new Scene(door, "h")) {
            Peer peer = scene.peer(version, lasting).subscribe("a", 1).subscribe("$share/g/a", 1);
            scene.lose(peer.subscribe("$share/h/+", 1));
            scene.peer(version, "p").deliver(0, 1, "a", "m");
        }
        try (TestDoor door = new TestDoor(DoorLimits.DEFAULT, storage);
                Scene scene = new Scene(door, "h")) {
            Peer peer = scene.peer(version, lasting);
            int first = peer.next(Packets.PUBLISH).packetId;
            List<Integer> others = List.of(peer.next(Packets.PUBLISH).packetId, peer.next(Packets.PUBLISH).packetId);
            assertThat(others).doesNotHaveDuplicates().doesNotContain(first);
            scene.leave(peer.send(Packets.ack(Packets.PUBACK, first)).quiet());
        }
        try (TestDoor door = new TestDoor(DoorLimits.DEFAULT, storage);
                Scene scene = new Scene(door, "h")) {
            assertThat(scene.peer(version, lasting).payloads(2)).containsExactly("m", "m");
        }
    }

    /** The device is sent one message at a time. */
    private static void narrow(Scene scene, String device) {
        scene.door.hub.limits.put(device, SessionLimits.with(Map.of(HubLimit.IN_FLIGHT_PER_SESSION, 1)));
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
