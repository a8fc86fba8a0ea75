package org.axletree.mqtt.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.axletree.core.door.Telling;
import org.axletree.core.message.HubMessage;
import org.axletree.core.message.MessageProperties;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.adapter.TestDoor;
import org.axletree.mqtt.connection.RawClient;
import org.axletree.mqtt.connection.Rules;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the hub says to one device and to no other, and how it hears what became of it. */
@ExtendWith(Stage.class)
class TellingTest {
    private static final int MOST_AWAITED = 100;

    private Scene scene;

    @BeforeEach
    void remember(Scene scene) {
        this.scene = scene;
    }

    @AfterEach
    void forget() {
        scene.door.hub.rules.clear();
    }

    private CompletableFuture<Telling> tell(String device, int qos, String topic, String payload) {
        return tell(device, qos, topic, payload, MessageProperties.NONE);
    }

    private CompletableFuture<Telling> tell(
            String device, int qos, String topic, String payload, MessageProperties properties) {
        HubMessage message =
                new HubMessage(topic, Qos.of(qos), true, 0, payload.getBytes(StandardCharsets.UTF_8), properties);
        return scene.door.line().tell(scene.hub, device, message).toCompletableFuture();
    }

    private static Telling of(CompletableFuture<Telling> answer) throws Exception {
        return answer.get(1, TimeUnit.MINUTES);
    }

    @BothVersions
    void message_isForOneDevice_andNotRetained(Version version) throws Exception {
        Peer one = scene.peer(version, "one").subscribe("down/#", 0);
        Peer other = scene.peer(version, "other").subscribe("#", 0);

        assertThat(of(tell("one", 0, "down/a", "m"))).isEqualTo(Telling.TOLD);

        Heard heard = one.next(Packets.PUBLISH);
        assertThat(heard.payload).isEqualTo("m");
        assertThat(heard.retained()).isFalse();
        other.quiet();
        scene.peer(version, "late").subscribe("down/#", 0).quiet();
    }

    @BothVersions
    void device_thatDoesNotHearTheTopic_isAbsent(Version version) throws Exception {
        Peer one = scene.peer(version, "one").subscribe("other/#", 1).subscribe("$share/g/down/#", 1);

        assertThat(of(tell("one", 1, "down/a", "m"))).isEqualTo(Telling.ABSENT);
        assertThat(of(tell("nobody", 1, "down/a", "m"))).isEqualTo(Telling.ABSENT);
        one.quiet();
    }

    @BothVersions
    void qos1_isToldWhenTheDeviceAcknowledges(Version version) throws Exception {
        Peer one = scene.peer(version, "one").subscribe("down/#", 1);

        CompletableFuture<Telling> first = tell("one", 1, "down/a", "first");
        CompletableFuture<Telling> second = tell("one", 1, "down/a", "second");
        Heard heard = one.next(Packets.PUBLISH);
        assertThat(heard.qos()).isEqualTo(1);
        Heard next = one.next(Packets.PUBLISH);
        one.send(Packets.ack(Packets.PUBACK, next.packetId));
        assertThat(of(second)).isEqualTo(Telling.ACKNOWLEDGED);
        assertThat(first).isNotDone();
        one.send(Packets.ack(Packets.PUBACK, heard.packetId));

        assertThat(of(first)).isEqualTo(Telling.ACKNOWLEDGED);
    }

    @BothVersions
    void qos2_isToldWhenTheDeviceHasReceivedIt(Version version) throws Exception {
        Peer one = scene.peer(version, "one").subscribe("down/#", 2);

        CompletableFuture<Telling> answer = tell("one", 2, "down/a", "m");
        Heard heard = one.next(Packets.PUBLISH);
        one.send(Packets.ack(Packets.PUBREC, heard.packetId));
        assertThat(one.next(Packets.PUBREL).packetId).isEqualTo(heard.packetId);
        one.send(Packets.ack(Packets.PUBCOMP, heard.packetId));

        assertThat(of(answer)).isEqualTo(Telling.ACKNOWLEDGED);
    }

    @BothVersions
    void implicitSubscription_hearsItAtQos0(Version version) throws Exception {
        scene.door.hub.rules.put("one", Rules.of().implicit("down/#").get());
        Peer one = scene.peer(version, "one");

        assertThat(of(tell("one", 1, "down/a", "m"))).isEqualTo(Telling.TOLD);

        assertThat(one.next(Packets.PUBLISH).qos()).isZero();
    }

    @BothVersions
    void lastingSession_thatIsAway_keepsIt(Version version) throws Exception {
        Connect lasting = scene.connect(version, "one").durable();
        scene.lose(scene.peer(version, lasting).subscribe("down/#", 1));

        assertThat(of(tell("one", 0, "down/a", "lost"))).isEqualTo(Telling.ABSENT);
        assertThat(of(tell("one", 1, "down/a", "kept"))).isEqualTo(Telling.QUEUED);

        assertThat(scene.peer(version, lasting).payloads(1)).containsExactly("kept");
    }

    @BothVersions
    void lastingSession_thatGoesBeforeItAcknowledges_keepsIt(Version version) throws Exception {
        Connect lasting = scene.connect(version, "one").durable();
        Peer one = scene.peer(version, lasting).subscribe("down/#", 1);
        CompletableFuture<Telling> answer = tell("one", 1, "down/a", "m");
        one.next(Packets.PUBLISH);

        scene.lose(one);

        assertThat(of(answer)).isEqualTo(Telling.QUEUED);
        Heard again = scene.peer(version, lasting).next(Packets.PUBLISH);
        assertThat(again.payload).isEqualTo("m");
        assertThat(again.dup()).isTrue();
    }

    @BothVersions
    void sessionThatEnds_beforeItsDeviceAcknowledges_saysSo(Version version) throws Exception {
        Peer one = scene.peer(version, "one").subscribe("down/#", 1);
        CompletableFuture<Telling> answer = tell("one", 1, "down/a", "m");
        one.next(Packets.PUBLISH);

        scene.leave(one);

        assertThat(of(answer)).isEqualTo(Telling.UNACKNOWLEDGED);
    }

    @BothVersions
    void lastingSession_thatKeepsNothingTold_forgetsItWithItsConnection(Version version) throws Exception {
        scene.door.hub.rules.put("one", Rules.of().keepsNothingTold().get());
        Connect lasting = scene.connect(version, "one").durable();
        Peer one = scene.peer(version, lasting).subscribe("down/#", 1);
        CompletableFuture<Telling> answer = tell("one", 1, "down/a", "m");
        one.next(Packets.PUBLISH);

        scene.lose(one);

        assertThat(of(answer)).isEqualTo(Telling.UNACKNOWLEDGED);
        assertThat(of(tell("one", 1, "down/a", "away"))).isEqualTo(Telling.ABSENT);
        Peer back = scene.peer(version, lasting);
        CompletableFuture<Telling> next = tell("one", 1, "down/a", "next");
        Heard heard = back.next(Packets.PUBLISH);
        assertThat(heard.payload).isEqualTo("next");
        assertThat(heard.dup()).isFalse();
        back.send(Packets.ack(Packets.PUBACK, heard.packetId));
        assertThat(of(next)).isEqualTo(Telling.ACKNOWLEDGED);
    }

    @Test
    void device_ofSeveralSessions_isToldWhenOneIs() throws Exception {
        Connect away = new Connect(Version.V3, scene.hub + "/multi", "away").durable();
        scene.lose(scene.peer(Version.V3, away).subscribe("down/#", 1));
        scene.peer(Version.V3, new Connect(Version.V3, scene.hub + "/multi", "deaf"));
        assertThat(of(tell("multi", 1, "down/a", "first"))).isEqualTo(Telling.QUEUED);

        Peer one = scene.peer(Version.V3, new Connect(Version.V3, scene.hub + "/multi", "one"))
                .subscribe("down/#", 1);
        CompletableFuture<Telling> answer = tell("multi", 1, "down/a", "second");
        one.send(Packets.ack(Packets.PUBACK, one.next(Packets.PUBLISH).packetId));

        assertThat(of(answer)).isEqualTo(Telling.ACKNOWLEDGED);
    }

    @Test
    void device_thatAcknowledgesNothing_isBusy() throws Exception {
        Peer one = scene.peer(Version.V3, "one").subscribe("down/#", 1);
        List<CompletableFuture<Telling>> answers = new ArrayList<>();
        for (int i = 0; i < MOST_AWAITED; i++) {
            answers.add(tell("one", 1, "down/a", "" + i));
        }

        assertThat(of(tell("one", 1, "down/a", "one too many"))).isEqualTo(Telling.BUSY);
        assertThat(scene.noticed()).containsExactly(Reason.SUBSCRIBER_TOO_SLOW);

        for (int i = 0; i < MOST_AWAITED; i++) {
            Heard heard = one.next(Packets.PUBLISH);
            assertThat(heard.payload).isEqualTo("" + i);
            one.send(Packets.ack(Packets.PUBACK, heard.packetId));
            assertThat(of(answers.get(i))).isEqualTo(Telling.ACKNOWLEDGED);
        }
        one.quiet();
    }

    @Test
    void message_thatHasExpired_isNotSaid() throws Exception {
        Peer one = scene.peer(Version.V5, "one").subscribe("down/#", 1);
        MessageProperties over = new MessageProperties(false, "", "", new byte[0], OptionalLong.of(0), List.of());

        assertThat(of(tell("one", 1, "down/a", "m", over))).isEqualTo(Telling.ABSENT);
        one.quiet();
    }

    @Test
    void doorThatCloses_answersWhoWaits() throws Exception {
        CompletableFuture<Telling> answer;
        try (TestDoor door = new TestDoor();
                RawClient one = RawClient.connected(door.port(), "h/one", "one")) {
            one.send(RawClient.subscribe(1, "down/#", 1)).receive(5);
            answer = door.line()
                    .tell("h", "one", new HubMessage("down/a", Qos.AT_LEAST_ONCE, false, 0, new byte[] {1}))
                    .toCompletableFuture();
            one.receivePacket();
        }
        assertThat(of(answer)).isIn(Telling.UNACKNOWLEDGED, Telling.BUSY);
    }
}
