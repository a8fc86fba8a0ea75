package org.axletree.mqtt.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.axletree.core.door.Publication;
import org.axletree.core.door.Screening;
import org.axletree.core.outcome.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Wills: section 3.1.2.5. What is wrong with them is in {@code packets.txt}. */
@ExtendWith(Stage.class)
class WillTest {
    private static final Version V5 = Version.V5;

    @BothVersions
    @Mqtt3({"MQTT-3.1.2-8", "MQTT-3.1.2-9", "MQTT-3.1.2-16"})
    @Mqtt5({"MQTT-3.1.2-7", "MQTT-3.1.2-8", "MQTT-3.1.2-9", "MQTT-3.1.2-14"})
    void will_connectionIsLost_isPublishedAtItsQos(Version version, Scene scene) throws IOException {
        Peer witness = scene.peer(version, "witness").subscribe("w", 2);
        for (int qos = 0; qos <= 2; qos++) {
            scene.peer(version, scene.connect(version, "d").will("w", "lost " + qos, qos, false))
                    .close();
            Heard will = witness.next(Packets.PUBLISH);
            assertThat(will.payload).isEqualTo("lost " + qos);
            assertThat(will.qos()).isEqualTo(qos);
            assertThat(will.retained()).isFalse();
        }
        scene.peer(version, "later").subscribe("w", 0).quiet();
    }

    @BothVersions
    @Mqtt3({"MQTT-3.1.2-10", "MQTT-3.14.4-3"})
    @Mqtt5({"MQTT-3.1.2-10", "MQTT-3.14.4-3"})
    void will_clientDisconnects_isForgotten(Version version, Scene scene) throws IOException {
        Peer witness = scene.peer(version, "witness").subscribe("w", 0);
        scene.leave(scene.peer(version, scene.connect(version, "d").will("w", "m", 1, false)));
        witness.publish("w", "marker");
        assertThat(witness.payloads(1)).containsExactly("marker");
    }

    @BothVersions
    @Mqtt3("MQTT-3.1.2-10")
    @Mqtt5("MQTT-3.1.2-10")
    void will_thatWasPublished_isNotPublishedAgain(Version version, Scene scene) throws IOException {
        Peer witness = scene.peer(version, "witness").subscribe("w", 0);
        Connect durable = scene.connect(version, "d").durable();
        scene.lose(scene.peer(version, scene.connect(version, "d").durable().will("w", "m", 1, false)));
        assertThat(witness.payloads(1)).containsExactly("m");
        scene.lose(scene.peer(version, durable));
        witness.publish("w", "marker");
        assertThat(witness.payloads(1)).containsExactly("marker");
    }

    @BothVersions
    void will_hubFailsOnAMessageOfItsClient_isPublished(Version version, Scene scene) throws IOException {
        Peer witness = scene.peer(version, "witness").subscribe("w", 0);
        Function<Publication, Screening> before = scene.door.hub.dispatcher;
        scene.door.hub.dispatcher = publication -> {
            if (publication.topic().equals("fails")) {
                throw new IllegalStateException("screening failed, on purpose");
            }
            return before.apply(publication);
        };
        try {
            scene.peer(version, scene.connect(version, "d").will("w", "m", 1, false))
                    .publish("fails", "")
                    .closed(0x80);
            assertThat(witness.payloads(1)).containsExactly("m");
        } finally {
            scene.door.hub.dispatcher = before;
        }
    }

    @BothVersions
    @Mqtt3({"MQTT-3.1.2-12", "MQTT-3.1.2-11"})
    void will_thereIsNone_nothingIsPublished(Version version, Scene scene) throws IOException {
        Peer witness = scene.peer(version, "witness").subscribe("#", 0);
        scene.lose(scene.peer(version, "d"));
        witness.publish("w", "marker");
        assertThat(witness.payloads(1)).containsExactly("marker");
    }

    @BothVersions
    @Mqtt3("MQTT-3.1.2-8")
    @Mqtt5("MQTT-3.1.2-8")
    void will_clientErrsOrIsTakenOverOrSilent_isPublished(Version version, Scene scene) throws IOException {
        Peer witness = scene.peer(version, "witness").subscribe("w", 0);
        scene.peer(version, scene.connect(version, "d").will("w", "error", 0, false))
                .send("00 00");
        assertThat(witness.payloads(1)).containsExactly("error");
        scene.peer(version, scene.connect(version, "d").will("w", "taken over", 0, false));
        scene.leave(scene.peer(version, "d"));
        assertThat(witness.payloads(1)).containsExactly("taken over");
        scene.peer(version, scene.connect(version, "d").keepAlive(1).will("w", "silent", 0, false));
        assertThat(witness.payloads(1)).containsExactly("silent");
    }

    @Test
    @Mqtt5("MQTT-3.1.2-8")
    void will_disconnectWithWill_isPublished(Scene scene) throws IOException {
        Peer witness = scene.peer(V5, "witness").subscribe("w", 0);
        scene.peer(V5, scene.connect(V5, "d").will("w", "m", 1, false)).send(Packets.disconnect(4));
        assertThat(witness.payloads(1)).containsExactly("m");
    }

    @Test
    @Mqtt5("MQTT-3.1.2-8")
    void willDelay_elapses_willIsPublished(Scene scene) throws IOException {
        Peer witness = scene.peer(V5, "witness").subscribe("w", 0);
        Connect connect = scene.connect(V5, "d").durable().will("w", "m", 1, false);
        scene.lose(scene.peer(V5, connect.willWith(Property.four(Property.WILL_DELAY, 2))));
        witness.publish("w", "before");
        assertThat(witness.payloads(2)).containsExactly("before", "m");
    }

    @Test
    @Mqtt5("MQTT-3.1.3-9")
    void willDelay_clientIsBackBefore_willIsNotPublished(Scene scene) throws Exception {
        Peer witness = scene.peer(V5, "witness").subscribe("w", 0);
        Connect connect = scene.connect(V5, "d").durable().will("w", "m", 1, false);
        scene.lose(scene.peer(V5, connect.willWith(Property.four(Property.WILL_DELAY, 2))));
        Peer back = scene.peer(V5, scene.connect(V5, "d").durable());
        Thread.sleep(2_600);
        witness.publish("w", "marker");
        assertThat(witness.payloads(1)).containsExactly("marker");
        back.quiet();
    }

    @Test
    @Mqtt5("MQTT-3.1.2-8")
    void willDelay_sessionEndsBefore_willIsPublishedThen(Scene scene) throws IOException {
        Peer witness = scene.peer(V5, "witness").subscribe("w", 0);
        byte[] hour = Property.four(Property.WILL_DELAY, 3_600);
        scene.lose(scene.peer(
                V5, scene.connect(V5, "d").will("w", "expiry 0", 1, false).willWith(hour)));
        assertThat(witness.payloads(1)).containsExactly("expiry 0");
        Connect durable = scene.connect(V5, "d").durable();
        scene.lose(scene.peer(V5, durable.will("w", "cleaned away", 1, false).willWith(hour)));
        scene.peer(V5, "d");
        assertThat(witness.payloads(1)).containsExactly("cleaned away");
    }

    @Test
    @Mqtt5({"MQTT-3.1.2-9", "MQTT-3.1.3-10"})
    void willProperties_arePublishedWithIt(Scene scene) throws IOException {
        Peer witness = scene.peer(V5, "witness").subscribe("w", 0);
        Connect connect = scene.connect(V5, "d")
                .will("w", "m", 1, false)
                .willWith(
                        Property.one(Property.PAYLOAD_FORMAT, 1),
                        Property.four(Property.MESSAGE_EXPIRY, 1_000),
                        Property.string(Property.CONTENT_TYPE, "text/plain"),
                        Property.string(Property.RESPONSE_TOPIC, "answers"),
                        Property.binary(Property.CORRELATION_DATA, new byte[] {1, 2}),
                        Property.user("b", "1"),
                        Property.user("a", "2"));
        scene.lose(scene.peer(V5, connect));
        Heard will = witness.next(Packets.PUBLISH);
        assertThat(will.number(Property.PAYLOAD_FORMAT)).isEqualTo(1);
        assertThat(will.number(Property.MESSAGE_EXPIRY)).isBetween(990L, 1_000L);
        assertThat(will.text(Property.CONTENT_TYPE)).isEqualTo("text/plain");
        assertThat(will.text(Property.RESPONSE_TOPIC)).isEqualTo("answers");
        assertThat(will.text(Property.CORRELATION_DATA)).isEqualTo("0102");
        assertThat(will.all(Property.USER_PROPERTY)).isEqualTo(List.of("b=1", "a=2"));
        assertThat(will.has(Property.WILL_DELAY)).isFalse();
    }

    @BothVersions
    void will_forDurableSubscriberWhoIsAway_isKept(Version version, Scene scene) throws IOException {
        Connect durable = scene.connect(version, "s").durable();
        scene.leave(scene.peer(version, durable).subscribe("w", 1));
        Peer witness = scene.peer(version, "witness").subscribe("w", 0);
        scene.lose(scene.peer(version, scene.connect(version, "d").will("w", "m", 1, false)));
        assertThat(witness.payloads(1)).containsExactly("m");
        assertThat(scene.peer(version, durable).payloads(1)).containsExactly("m");
    }

    @BothVersions
    void will_toAForbiddenTopic_isDroppedAndTold(Version version, Scene scene) throws IOException {
        scene.forbid("forbidden", "secret/#");
        Peer witness = scene.peer(version, "witness").subscribe("#", 0);
        scene.lose(scene.peer(version, scene.connect(version, "forbidden").will("secret/w", "m", 1, false)));
        await().until(() -> scene.noticed().contains(Reason.TOPIC_UNAUTHORIZED));
        witness.publish("w", "marker");
        assertThat(witness.payloads(1)).containsExactly("marker");
    }
}
