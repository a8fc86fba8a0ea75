package org.axletree.mqtt.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Properties of PUBLISH: section 3.3.2.3 of MQTT 5. What is wrong with them is in {@code packets.txt}. */
@ExtendWith(Stage.class)
@NotTested(version = Version.V5, value = "MQTT-3.3.2-10", why = "what a client does")
class PublishPropertiesTest {
    private static final Version V5 = Version.V5;

    @Test
    @Mqtt5({
        "MQTT-3.3.2-4",
        "MQTT-3.3.2-15",
        "MQTT-3.3.2-16",
        "MQTT-3.3.2-17",
        "MQTT-3.3.2-18",
        "MQTT-3.3.2-20",
        "MQTT-1.5.7-1"
    })
    void properties_areForwardedUnaltered(Scene scene) throws IOException {
        Peer subscriber = scene.peer(V5, "s").subscribe("a", 2);
        Peer publisher = scene.peer(V5, "p");
        for (int qos = 0; qos <= 2; qos++) {
            publisher.deliver(
                    0,
                    qos,
                    "a",
                    "payload",
                    Property.user("z", "1"),
                    Property.string(Property.RESPONSE_TOPIC, "answers/é"),
                    Property.user("a", "2"),
                    Property.one(Property.PAYLOAD_FORMAT, 1),
                    Property.binary(Property.CORRELATION_DATA, new byte[] {0, (byte) 0xff, 7}),
                    Property.user("z", "3"),
                    Property.user("", ""),
                    Property.string(Property.CONTENT_TYPE, "application/json"));
            Heard heard = subscriber.next(Packets.PUBLISH);
            assertThat(heard.payload).isEqualTo("payload");
            assertThat(heard.number(Property.PAYLOAD_FORMAT)).isEqualTo(1);
            assertThat(heard.text(Property.RESPONSE_TOPIC)).isEqualTo("answers/é");
            assertThat(heard.text(Property.CORRELATION_DATA)).isEqualTo("00ff07");
            assertThat(heard.text(Property.CONTENT_TYPE)).isEqualTo("application/json");
            assertThat(heard.all(Property.USER_PROPERTY)).containsExactly("z=1", "a=2", "z=3", "=");
        }
    }

    @Test
    void properties_subscriberOfMqtt311_hearsTheMessageWithoutThem(Scene scene) throws IOException {
        Peer subscriber = scene.peer(Version.V3, "s").subscribe("a", 1);
        scene.peer(V5, "p").deliver(0, 1, "a", "m", Property.user("name", "value"));
        assertThat(subscriber.payloads(1)).containsExactly("m");
    }

    @Test
    @Mqtt5("MQTT-3.3.2-6")
    void messageExpiry_forwardedAtOnce_isWhatItWas(Scene scene) throws IOException {
        Peer peer = scene.peer(V5, "d").subscribe("a", 1);
        peer.send(Packets.publish(V5, 0, 0, 0, "a", "m", Property.four(Property.MESSAGE_EXPIRY, 4_000_000_000L)));
        assertThat(peer.next(Packets.PUBLISH).number(Property.MESSAGE_EXPIRY))
                .isBetween(3_999_999_000L, 4_000_000_000L);
    }

    @Test
    @Mqtt5({"MQTT-3.3.2-5", "MQTT-3.3.2-6"})
    void messageExpiry_passesWhileQueued_messageIsGone(Scene scene) throws Exception {
        Connect durable = scene.connect(V5, "s").durable();
        scene.leave(scene.peer(V5, durable).subscribe("a", 1));
        Peer publisher = scene.peer(V5, "p");
        publisher.deliver(0, 1, "a", "gone", Property.four(Property.MESSAGE_EXPIRY, 1));
        publisher.deliver(0, 1, "a", "less", Property.four(Property.MESSAGE_EXPIRY, 1_000));
        publisher.deliver(0, 1, "a", "stays");
        Thread.sleep(2_100);
        Peer back = scene.peer(V5, durable);
        Heard less = back.next(Packets.PUBLISH);
        assertThat(less.payload).isEqualTo("less");
        assertThat(less.number(Property.MESSAGE_EXPIRY)).isLessThan(1_000);
        assertThat(back.payloads(1)).containsExactly("stays");
    }

    @Test
    @Mqtt5("MQTT-3.3.2-12")
    void topicAlias_ofClient_everyOneUpToTheMaximumIsTaken(Scene scene) throws IOException {
        Peer peer = scene.stranger(V5);
        Heard connack = scene.enter(peer, scene.connect(V5, "d"));
        int most = (int) connack.number(Property.TOPIC_ALIAS_MAXIMUM);
        assertThat(most).isPositive();
        peer.subscribe("#", 0);
        for (int alias = 1; alias <= most; alias++) {
            byte[] property = Property.two(Property.TOPIC_ALIAS, alias);
            peer.send(Packets.publish(V5, 0, 0, 0, "t" + alias, "first", property));
            peer.send(Packets.publish(V5, 0, 0, 0, "", "second", property));
            assertThat(peer.next(Packets.PUBLISH).topic).isEqualTo("t" + alias);
            Heard second = peer.next(Packets.PUBLISH);
            assertThat(second.topic).isEqualTo("t" + alias);
            assertThat(second.payload).isEqualTo("second");
        }
        byte[] one = Property.two(Property.TOPIC_ALIAS, 1);
        peer.send(Packets.publish(V5, 0, 0, 0, "other", "m", one), Packets.publish(V5, 0, 0, 0, "", "m", one));
        assertThat(List.of(peer.next().topic, peer.next().topic)).containsExactly("other", "other");
    }

    @Test
    @Mqtt5("MQTT-3.3.2-7")
    void topicAlias_nextConnection_doesNotKnowIt(Scene scene) throws IOException {
        byte[] alias = Property.two(Property.TOPIC_ALIAS, 1);
        Connect durable = scene.connect(V5, "d").durable();
        Peer first = scene.peer(V5, durable);
        first.send(Packets.publish(V5, 0, 0, 0, "a", "m", alias)).quiet();
        scene.leave(first);
        Peer second = scene.peer(V5, durable);
        second.send(Packets.publish(V5, 0, 0, 0, "", "m", alias)).closed(0x82, 0x94);
    }

    @Test
    @Mqtt5({"MQTT-3.1.2-26", "MQTT-3.3.2-11", "MQTT-3.3.2-8"})
    void topicAlias_ofServer_isAtMostWhatTheClientSaid(Scene scene) throws IOException {
        Connect connect = scene.connect(V5, "d").with(Property.two(Property.TOPIC_ALIAS_MAXIMUM, 2));
        Peer peer = scene.peer(V5, connect).subscribe("#", 0);
        String[] known = new String[3];
        int used = 0;
        for (int i = 0; i < 40; i++) {
            peer.publish("t" + i % 4, "m");
            Heard heard = peer.next(Packets.PUBLISH);
            String topic = heard.topic;
            if (heard.has(Property.TOPIC_ALIAS)) {
                int alias = (int) heard.number(Property.TOPIC_ALIAS);
                assertThat(alias).isBetween(1, 2);
                if (topic.isEmpty()) {
                    topic = known[alias];
                    used++;
                } else {
                    known[alias] = topic;
                }
            }
            assertThat(topic).isEqualTo("t" + i % 4);
        }
        assertThat(used).as("topics that an alias stood for").isPositive();
    }

    @Test
    @Mqtt5("MQTT-3.1.2-27")
    void topicAlias_clientDidNotAsk_isNotSent(Scene scene) throws IOException {
        Peer none = scene.peer(V5, "none").subscribe("a", 0);
        Peer zero = scene.peer(V5, scene.connect(V5, "zero").with(Property.two(Property.TOPIC_ALIAS_MAXIMUM, 0)))
                .subscribe("a", 0);
        for (int i = 0; i < 10; i++) {
            none.publish("a", "m");
            assertThat(none.next(Packets.PUBLISH).has(Property.TOPIC_ALIAS)).isFalse();
            assertThat(zero.next(Packets.PUBLISH).has(Property.TOPIC_ALIAS)).isFalse();
        }
    }
}
