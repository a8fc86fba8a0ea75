package org.axletree.mqtt.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.axletree.core.door.Publication;
import org.axletree.core.door.Reply;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.inflow.FakeInflow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Requests to the hub itself, which in this hub is whatever is published below {@code ask/}. */
@ExtendWith(Stage.class)
class AskedHubTest {
    private static final int IMPLEMENTATION_ERROR = 0x83;
    private static final int MOST_WAITING = 100;

    private final CountDownLatch opening = new CountDownLatch(1);
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private Optional<FakeInflow> changed = Optional.empty();

    @AfterEach
    void answerAsBefore() {
        opening.countDown();
        changed.ifPresent(hub -> hub.desk = hub::echo);
    }

    private void answerBy(Scene scene, Function<Publication, Reply> desk) {
        changed = Optional.of(scene.door.hub);
        scene.door.hub.desk = desk;
    }

    /** The hub answers when it is told to, and remembers the order in which it was asked. */
    private void close(Scene scene) {
        answerBy(scene, request -> {
            asked.add(new String(request.payload(), StandardCharsets.UTF_8));
            waitFor(opening);
            return scene.door.hub.echo(request);
        });
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @BothVersions
    void answer_goesToTheConnectionThatAsked_andNowhereElse(Version version, Scene scene) throws Exception {
        Peer asking = scene.peer(version, scene.connect(version, "multi")).subscribe("ask/#", 1);
        Connect second = new Connect(version, scene.hub + "/multi", "the same device again");
        Peer sameDevice = scene.peer(version, second).subscribe("ask/#", 1);
        Peer other = scene.peer(version, "other").subscribe("#", 1);

        asking.send(Packets.publish(version, Packets.RETAIN, 1, 7, "ask/a", "hello"));

        Heard answer = asking.next(Packets.PUBLISH);
        assertThat(answer.topic).isEqualTo("ask/a/answer");
        assertThat(answer.payload).isEqualTo("echo hello");
        assertThat(answer.retained()).isFalse();
        Heard puback = asking.next(Packets.PUBACK);
        assertThat(puback.packetId).isEqualTo(7);
        assertThat(puback.reason()).isZero();
        asking.quiet();
        sameDevice.quiet();
        other.quiet();
        scene.peer(version, "late").subscribe("ask/#", 1).quiet();
    }

    @BothVersions
    void request_isAcknowledged_onlyWhenTheHubHasAnswered_andTheRestWaits(Version version, Scene scene)
            throws Exception {
        close(scene);
        Peer asking = scene.peer(version, "asking").subscribe("#", 0);
        asking.send(
                Packets.publish(version, 0, 1, 7, "ask/a", "hello"),
                Packets.publish(version, 0, 1, 8, "plain", "behind"));
        asking.quiet();

        opening.countDown();

        assertThat(asking.next(Packets.PUBLISH).payload).isEqualTo("echo hello");
        assertThat(asking.next(Packets.PUBACK).packetId).isEqualTo(7);
        assertThat(asking.next(Packets.PUBLISH).payload).isEqualTo("behind");
        assertThat(asking.next(Packets.PUBACK).packetId).isEqualTo(8);
    }

    @BothVersions
    void refusal_isAnsweredAcknowledgedAndNoticed(Version version, Scene scene) throws Exception {
        Peer asking = scene.peer(version, "asking").subscribe("ask/#", 0);

        asking.send(Packets.publish(version, 0, 1, 7, "ask/a", "no"));

        assertThat(asking.next(Packets.PUBLISH).payload).isEqualTo("echo no");
        assertThat(asking.next(Packets.PUBACK).reason()).isEqualTo(version == Version.V5 ? IMPLEMENTATION_ERROR : 0);
        assertThat(scene.noticed()).containsExactly(Reason.TWIN_REQUEST_INVALID);
    }

    @BothVersions
    void exactlyOnce_isAskedOnce(Version version, Scene scene) throws Exception {
        close(scene);
        Peer asking = scene.peer(version, "asking").subscribe("ask/#", 2);
        byte[] request = Packets.publish(version, 0, 2, 7, "ask/a", "hello");
        asking.send(request, Packets.publish(version, Packets.DUP, 2, 7, "ask/a", "hello"));
        asking.quiet();
        opening.countDown();

        Heard answer = asking.next(Packets.PUBLISH);
        assertThat(answer.qos()).isEqualTo(2);
        assertThat(asking.next(Packets.PUBREC).packetId).isEqualTo(7);
        assertThat(asking.next(Packets.PUBREC).packetId).isEqualTo(7);
        asking.send(Packets.ack(Packets.PUBREL, 7));
        assertThat(asking.next(Packets.PUBCOMP).packetId).isEqualTo(7);
        asking.quiet();
        assertThat(asked).containsExactly("hello");
    }

    @BothVersions
    void answer_hasTheQosOfTheRequest_atMostThatOfTheSubscription(Version version, Scene scene) throws Exception {
        for (int request = 0; request <= 1; request++) {
            for (int subscription = 0; subscription <= 1; subscription++) {
                Peer asking = scene.peer(version, "asking" + request + subscription)
                        .subscribe("other", 1)
                        .subscribe("ask/+/answer", subscription);
                asking.send(Packets.publish(version, 0, request, request, "ask/a", "hello"));

                assertThat(asking.next(Packets.PUBLISH).qos()).isEqualTo(Math.min(request, subscription));
            }
        }
    }

    @BothVersions
    void whoDidNotSubscribe_isAcknowledgedAndHearsNothing(Version version, Scene scene) throws Exception {
        Peer asking = scene.peer(version, "asking").subscribe("ask/other/#", 1).subscribe("$share/g/ask/#", 1);

        asking.send(Packets.publish(version, 0, 1, 7, "ask/a", "hello"));

        assertThat(asking.next(Packets.PUBACK).reason()).isZero();
        asking.quiet();
    }

    @Test
    void correlationData_comesBack_withTheIdentifierOfTheSubscription(Scene scene) throws Exception {
        Peer asking =
                scene.peer(Version.V5, "asking").subscribe("ask/#", 0, Property.variable(Property.SUBSCRIPTION_ID, 5));

        asking.send(Packets.publish(
                Version.V5, 0, 0, 0, "ask/a", "hello", Property.binary(Property.CORRELATION_DATA, new byte[] {1, 2})));

        Heard answer = asking.next(Packets.PUBLISH);
        assertThat(answer.text(Property.CORRELATION_DATA)).isEqualTo("0102");
        assertThat(answer.number(Property.SUBSCRIPTION_ID)).isEqualTo(5);
    }

    @Test
    void requests_areCarriedOutInTheirOrder_andOneTooManyIsBusy(Scene scene) throws Exception {
        close(scene);
        Peer asking = scene.peer(Version.V5, "asking").subscribe("ask/#", 0);
        for (int i = 0; i <= MOST_WAITING; i++) {
            asking.send(Packets.publish(Version.V5, 0, 1, i + 1, "ask/a", "" + i));
        }
        asking.quiet();
        await().until(() -> scene.noticed().contains(Reason.BUSY));
        opening.countDown();

        List<String> answers = new ArrayList<>();
        for (int i = 0; i <= MOST_WAITING; i++) {
            answers.add(asking.next(Packets.PUBLISH).payload);
            assertThat(asking.next(Packets.PUBACK).packetId).isEqualTo(i + 1);
        }
        assertThat(answers.subList(0, MOST_WAITING))
                .isEqualTo(IntStream.range(0, MOST_WAITING)
                        .mapToObj(i -> "echo " + i)
                        .toList());
        assertThat(answers.get(MOST_WAITING)).isEqualTo("busy");
        assertThat(asked)
                .isEqualTo(IntStream.range(0, MOST_WAITING)
                        .mapToObj(Integer::toString)
                        .toList());
        asking.send(Packets.publish(Version.V5, 0, 0, 0, "ask/a", "again"));
        assertThat(asking.next(Packets.PUBLISH).payload).isEqualTo("echo again");
    }

    @BothVersions
    void connectionThatIsGone_leavesTheAnswerToNobody(Version version, Scene scene) throws Exception {
        close(scene);
        Connect lasting = scene.connect(version, "asking").durable();
        Peer asking = scene.peer(version, lasting).subscribe("#", 1);
        asking.send(Packets.publish(version, 0, 1, 7, "ask/a", "hello"));
        await().until(() -> asked.contains("hello"));
        scene.lose(asking);
        Peer again = scene.stranger(version);
        scene.enter(again, scene.connect(version, "asking").durable());
        again.send(Packets.publish(version, 0, 1, 9, "plain", "later"));
        opening.countDown();

        assertThat(again.next(Packets.PUBLISH).payload).isEqualTo("later");
        assertThat(again.next(Packets.PUBACK).packetId).isEqualTo(9);
        again.quiet();
    }

    @BothVersions
    void will_mayBeARequest_withoutAnAnswer(Version version, Scene scene) throws Exception {
        answerBy(scene, request -> {
            asked.add(request.topic() + " " + new String(request.payload(), StandardCharsets.UTF_8));
            return scene.door.hub.echo(request);
        });
        Peer other = scene.peer(version, "other").subscribe("#", 1);
        Peer leaving = scene.peer(version, scene.connect(version, "leaving").will("ask/a", "gone", 1, false));

        scene.lose(leaving);

        await().until(() -> asked.equals(List.of("ask/a gone")));
        other.quiet();
    }

    @BothVersions
    void hubThatFails_endsTheConnection_andAcknowledgesNothing(Version version, Scene scene) throws Exception {
        answerBy(scene, this::fail);
        Peer asking = scene.peer(version, scene.connect(version, "asking").durable());
        asking.send(Packets.publish(version, 0, 2, 7, "ask/a", "hello"));
        asking.closed(0x80);
        scene.door.hub.desk = scene.door.hub::echo;

        Peer again = scene.stranger(version);
        scene.enter(again, scene.connect(version, "asking").durable());
        again.subscribe("ask/#", 0);
        again.send(Packets.publish(version, Packets.DUP, 2, 7, "ask/a", "hello"));

        assertThat(again.next(Packets.PUBLISH).payload).isEqualTo("echo hello");
        assertThat(again.next(Packets.PUBREC).reason()).isZero();
    }

    private Reply fail(Publication request) {
        throw new IllegalStateException("the hub has a bug");
    }
}
