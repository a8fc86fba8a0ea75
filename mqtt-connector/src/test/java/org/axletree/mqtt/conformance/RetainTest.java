package org.axletree.mqtt.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Retained messages: section 3.3.1.3; and wills that are to be retained. */
@ExtendWith(Stage.class)
class RetainTest {
    @BothVersions
    @Mqtt3({"MQTT-3.3.1-5", "MQTT-3.3.1-6", "MQTT-3.3.1-8"})
    @Mqtt5({"MQTT-3.3.1-5", "MQTT-3.3.1-9"})
    void retained_newSubscription_hearsTheLastOfEachTopic(Version version, Scene scene) throws IOException {
        Peer publisher = scene.peer(version, "p");
        publisher.deliver(Packets.RETAIN, 1, "a/1", "old").deliver(Packets.RETAIN, 1, "a/1", "new");
        publisher.deliver(Packets.RETAIN, 2, "a/2", "other").deliver(Packets.RETAIN, 1, "b", "elsewhere");
        Peer subscriber = scene.peer(version, "s").subscribe("a/+", 2);
        List<Heard> heard = List.of(subscriber.next(Packets.PUBLISH), subscriber.next(Packets.PUBLISH));
        assertThat(heard).extracting(each -> each.payload).containsExactlyInAnyOrder("new", "other");
        assertThat(heard).allMatch(Heard::retained);
        assertThat(heard).extracting(Heard::qos).containsExactlyInAnyOrder(1, 2);
        subscriber.quiet();
    }

    @BothVersions
    @Mqtt3({"MQTT-3.8.4-6", "MQTT-3.8.4-3"})
    @Mqtt5({"MQTT-3.8.4-8", "MQTT-3.8.4-3", "MQTT-3.8.4-4"})
    void retained_subscriptionIsReplaced_isSentAgainAtTheNewQos(Version version, Scene scene) throws IOException {
        Peer peer = scene.peer(version, "d").deliver(Packets.RETAIN, 1, "a", "m");
        assertThat(peer.subscribe("a", 0).next(Packets.PUBLISH).qos()).isZero();
        assertThat(peer.subscribe("a", 2).next(Packets.PUBLISH).qos()).isEqualTo(1);
        peer.quiet();
    }

    @BothVersions
    @Mqtt3("MQTT-3.3.1-9")
    @Mqtt5("MQTT-3.3.1-12")
    void retain_establishedSubscription_hearsAnOrdinaryMessage(Version version, Scene scene) throws IOException {
        Peer subscriber = scene.peer(version, "s").subscribe("a", 1);
        scene.peer(version, "p").deliver(Packets.RETAIN, 1, "a", "m");
        assertThat(subscriber.next(Packets.PUBLISH).retained()).isFalse();
    }

    @Test
    @Mqtt5("MQTT-3.3.1-13")
    void retainAsPublished_establishedSubscription_hearsTheFlagOfThePublisher(Scene scene) throws IOException {
        Peer subscriber = scene.peer(Version.V5, "s").subscribe("a", Packets.RETAIN_AS_PUBLISHED);
        scene.peer(Version.V5, "p").deliver(Packets.RETAIN, 1, "a", "m").deliver(0, 1, "a", "m");
        assertThat(subscriber.next(Packets.PUBLISH).retained()).isTrue();
        assertThat(subscriber.next(Packets.PUBLISH).retained()).isFalse();
    }

    @BothVersions
    @Mqtt3({"MQTT-3.3.1-10", "MQTT-3.3.1-11"})
    @Mqtt5({"MQTT-3.3.1-6", "MQTT-3.3.1-7"})
    void retain_withoutPayload_isHeardAndDeletes(Version version, Scene scene) throws IOException {
        Peer peer = scene.peer(version, "d").subscribe("a", 0);
        scene.peer(version, "p").deliver(Packets.RETAIN, 1, "a", "m").deliver(Packets.RETAIN, 1, "a", "");
        assertThat(peer.payloads(2)).containsExactly("m", "");
        peer.subscribe("a", 0).quiet();
    }

    @BothVersions
    @Mqtt3("MQTT-3.3.1-12")
    @Mqtt5("MQTT-3.3.1-8")
    void publish_withoutRetain_leavesTheRetainedMessage(Version version, Scene scene) throws IOException {
        Peer peer = scene.peer(version, "d").deliver(Packets.RETAIN, 1, "a", "kept");
        peer.deliver(0, 1, "a", "passing").deliver(0, 1, "a", "").deliver(0, 1, "b", "not kept");
        peer.subscribe("+", 0);
        assertThat(peer.payloads(1)).containsExactly("kept");
        peer.quiet();
    }

    @BothVersions
    @Mqtt3("MQTT-3.3.1-7")
    @Mqtt5("MQTT-3.3.1-5")
    void retain_qos0_replaces(Version version, Scene scene) throws IOException {
        Peer peer = scene.peer(version, "d").deliver(Packets.RETAIN, 1, "a", "old");
        peer.deliver(Packets.RETAIN, 0, "a", "new").deliver(0, 1, "b", "the one before is done");
        Heard heard = peer.subscribe("a", 1).next(Packets.PUBLISH);
        assertThat(heard.payload).isEqualTo("new");
        assertThat(heard.qos()).isZero();
    }

    @BothVersions
    @Mqtt3("MQTT-3.1.2-7")
    void retained_sessionOfItsPublisherEnds_stays(Version version, Scene scene) throws IOException {
        scene.leave(scene.peer(version, "p").deliver(Packets.RETAIN, 1, "a", "m"));
        scene.leave(scene.peer(version, "p"));
        assertThat(scene.peer(version, "s").subscribe("a", 0).payloads(1)).containsExactly("m");
    }

    @Test
    @Mqtt5("MQTT-3.3.1-10")
    void retainHandling1_onlyANewSubscription_hearsRetained(Scene scene) throws IOException {
        Peer peer = scene.peer(Version.V5, "d").deliver(Packets.RETAIN, 1, "a", "m");
        assertThat(peer.subscribe("a", 0x10).payloads(1)).containsExactly("m");
        peer.subscribe("a", 0x11).quiet();
        assertThat(peer.subscribe("a", 0x00).payloads(1)).containsExactly("m");
    }

    @Test
    @Mqtt5("MQTT-3.3.1-11")
    void retainHandling2_nothingRetained_isSent(Scene scene) throws IOException {
        Peer peer = scene.peer(Version.V5, "d").deliver(Packets.RETAIN, 1, "a", "m");
        peer.subscribe("a", 0x20).quiet();
        peer.publish("a", "live");
        assertThat(peer.payloads(1)).containsExactly("live");
    }

    @Test
    void retained_sharedSubscription_hearsNothing(Scene scene) throws IOException {
        Peer peer = scene.peer(Version.V5, "d").deliver(Packets.RETAIN, 1, "a", "m");
        peer.subscribe("$share/g/a", 0).quiet();
    }

    @Test
    void retained_withProperties_keepsThem(Scene scene) throws IOException {
        Peer peer = scene.peer(Version.V5, "d");
        peer.deliver(
                Packets.RETAIN,
                1,
                "a",
                "m",
                Property.one(Property.PAYLOAD_FORMAT, 1),
                Property.four(Property.MESSAGE_EXPIRY, 1_000),
                Property.string(Property.CONTENT_TYPE, "text/plain"),
                Property.user("name", "value"));
        Heard heard = peer.subscribe("a", 0, Property.variable(Property.SUBSCRIPTION_ID, 7))
                .next(Packets.PUBLISH);
        assertThat(heard.number(Property.PAYLOAD_FORMAT)).isEqualTo(1);
        assertThat(heard.number(Property.MESSAGE_EXPIRY)).isBetween(1L, 1_000L);
        assertThat(heard.text(Property.CONTENT_TYPE)).isEqualTo("text/plain");
        assertThat(heard.all(Property.USER_PROPERTY)).containsExactly("name=value");
        assertThat(heard.all(Property.SUBSCRIPTION_ID)).containsExactly(7L);
    }

    @BothVersions
    @Mqtt3("MQTT-3.1.2-17")
    @Mqtt5("MQTT-3.1.2-15")
    void will_withRetain_isRetained(Version version, Scene scene) throws IOException {
        Peer witness = scene.peer(version, "witness").subscribe("w", 0);
        scene.peer(version, scene.connect(version, "d").will("w", "m", 1, true)).close();
        assertThat(witness.next(Packets.PUBLISH).retained()).isFalse();
        Heard kept = scene.peer(version, "later").subscribe("w", 1).next(Packets.PUBLISH);
        assertThat(kept.payload).isEqualTo("m");
        assertThat(kept.retained()).isTrue();
    }
}
