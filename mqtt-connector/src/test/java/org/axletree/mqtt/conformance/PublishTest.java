package org.axletree.mqtt.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** PUBLISH: section 3.3, but for retained messages and properties. Much of it is in {@code packets.txt}. */
@ExtendWith(Stage.class)
@NotTested(
        version = Version.V5,
        value = {"MQTT-3.3.4-7", "MQTT-3.3.4-8"},
        why = "what a client does; what the server does about it is tested with MQTT-4.9.0-2")
@NotTested(
        version = Version.V5,
        value = "MQTT-3.3.4-5",
        why = "the server sends one copy for subscriptions that overlap (MQTT-3.3.4-4)")
class PublishTest {
    @BothVersions
    @Mqtt3("MQTT-3.3.1-3")
    @Mqtt5("MQTT-3.3.1-3")
    void dup_ofIncomingPublish_isNotPassedOn(Version version, Scene scene) throws IOException {
        Peer subscriber = scene.peer(version, "s").subscribe("a", 2);
        Peer publisher = scene.peer(version, "p");
        publisher.deliver(Packets.DUP, 1, "a", "1").deliver(Packets.DUP, 2, "a", "2");
        assertThat(subscriber.next(Packets.PUBLISH).dup()).isFalse();
        assertThat(subscriber.next(Packets.PUBLISH).dup()).isFalse();
    }

    @BothVersions
    @Mqtt3({"MQTT-3.3.1-1", "MQTT-4.4.0-1"})
    @Mqtt5({"MQTT-3.3.1-1", "MQTT-4.4.0-1"})
    void dup_redelivery_isSet(Version version, Scene scene) throws IOException {
        Connect durable = scene.connect(version, "s").durable();
        Peer before = scene.peer(version, durable).subscribe("a", 1);
        scene.peer(version, "p").deliver(0, 1, "a", "m");
        Heard first = before.next(Packets.PUBLISH);
        assertThat(first.dup()).isFalse();
        scene.lose(before);
        Heard second = scene.peer(version, durable).next(Packets.PUBLISH);
        assertThat(second.dup()).isTrue();
        assertThat(second.packetId).isEqualTo(first.packetId);
        assertThat(second.payload).isEqualTo("m");
    }

    @BothVersions
    @Mqtt3({"MQTT-3.3.2-1", "MQTT-3.3.2-3"})
    @Mqtt5({"MQTT-3.3.2-1", "MQTT-3.3.2-3"})
    void topic_deliveredByWildcard_isThatOfThePublication(Version version, Scene scene) throws IOException {
        Peer subscriber = scene.peer(version, "s").subscribe("a/+/c/#", 0);
        Peer publisher = scene.peer(version, "p");
        publisher.publish("a/b/d", "other").publish("a/ü/c", "1").publish("a//c/d/e", "2");
        assertThat(List.of(subscriber.next().topic, subscriber.next().topic)).containsExactly("a/ü/c", "a//c/d/e");
    }

    @BothVersions
    @Mqtt3({"MQTT-3.3.5-1", "MQTT-3.8.4-6"})
    @Mqtt5({"MQTT-3.3.4-2", "MQTT-3.8.4-8", "MQTT-4.8.2-3"})
    void subscriptionsThatOverlap_message_comesAtTheHighestQos(Version version, Scene scene) throws IOException {
        Peer subscriber = scene.peer(version, "s");
        subscriber.subscribe("a/#", 0).subscribe("a/+", 2).subscribe("#", 1);
        Peer publisher = scene.peer(version, "p");
        publisher.deliver(0, 2, "a/b", "two").deliver(0, 1, "a/b", "one").publish("a/b", "zero");
        for (int qos = 2; qos >= 0; qos--) {
            Heard heard = subscriber.next(Packets.PUBLISH);
            assertThat(heard.qos()).as(heard.payload).isEqualTo(qos);
        }
        subscriber.quiet();
    }

    @Test
    @Mqtt3("MQTT-3.3.5-2")
    void publish_notAuthorised_isAcknowledgedOrTheEnd(Scene scene) throws IOException {
        scene.forbid("forbidden", "secret/#");
        Peer witness = scene.peer(Version.V3, "witness").subscribe("#", 0);
        Peer peer = scene.peer(Version.V3, "forbidden");
        peer.deliver(0, 1, "secret/a", "m").deliver(0, 2, "secret/a", "m").deliver(0, 1, "a", "marker");
        assertThat(witness.next().payload).isEqualTo("marker");
    }

    @Test
    @Mqtt5({"MQTT-3.4.2-1", "MQTT-3.5.2-1"})
    void publish_notAuthorised_isToldByItsReason(Scene scene) throws IOException {
        scene.forbid("forbidden", "secret/#");
        Peer witness = scene.peer(Version.V5, "witness").subscribe("#", 0);
        Peer peer = scene.peer(Version.V5, "forbidden");
        peer.send(Packets.publish(Version.V5, 0, 1, 5, "secret/a", "m"));
        assertThat(peer.next(Packets.PUBACK).reason()).isEqualTo(0x87);
        peer.send(Packets.publish(Version.V5, 0, 2, 5, "secret/a", "m"));
        assertThat(peer.next(Packets.PUBREC).reason()).isEqualTo(0x87);
        peer.deliver(0, 2, "a", "marker");
        assertThat(witness.next().payload).isEqualTo("marker");
    }

    @Test
    @Mqtt5({"MQTT-3.3.4-3", "MQTT-3.3.4-4"})
    void subscriptionIdentifiers_ofEverySubscriptionThatMatches_areSent(Scene scene) throws IOException {
        Peer peer = scene.peer(Version.V5, "d");
        peer.subscribe("a/#", 1, Property.variable(Property.SUBSCRIPTION_ID, 1))
                .subscribe("a/b", 0, Property.variable(Property.SUBSCRIPTION_ID, 268_435_455))
                .subscribe("+/b", 0)
                .subscribe("b", 0, Property.variable(Property.SUBSCRIPTION_ID, 3));
        peer.publish("a/b", "m").publish("c/b", "m");
        Heard heard = peer.next(Packets.PUBLISH);
        assertThat(heard.all(Property.SUBSCRIPTION_ID)).containsExactlyInAnyOrder(1L, 268_435_455L);
        assertThat(peer.next(Packets.PUBLISH).has(Property.SUBSCRIPTION_ID)).isFalse();
        peer.quiet();
    }

    @Test
    void subscriptionIdentifier_subscriptionIsReplaced_isReplaced(Scene scene) throws IOException {
        Peer peer = scene.peer(Version.V5, "d");
        peer.subscribe("a", 0, Property.variable(Property.SUBSCRIPTION_ID, 1))
                .subscribe("a", 0, Property.variable(Property.SUBSCRIPTION_ID, 2))
                .publish("a", "m");
        assertThat(peer.next(Packets.PUBLISH).all(Property.SUBSCRIPTION_ID)).containsExactly(2L);
        peer.subscribe("a", 0).publish("a", "m");
        assertThat(peer.next(Packets.PUBLISH).has(Property.SUBSCRIPTION_ID)).isFalse();
    }

    @BothVersions
    void ping_behindAPublicationInOneWrite_isAnsweredBehindIt(Version version, Scene scene) throws IOException {
        Peer peer = scene.peer(version, "p")
                .send(Packets.publish(version, 0, 1, 7, "a", "m"), Packets.PINGREQ, Packets.PINGREQ);
        assertThat(peer.next(Packets.PUBACK).packetId).isEqualTo(7);
        peer.next(Packets.PINGRESP);
        peer.next(Packets.PINGRESP);
    }
}
