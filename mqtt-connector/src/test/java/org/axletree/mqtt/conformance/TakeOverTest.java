package org.axletree.mqtt.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.axletree.core.door.Publication;
import org.axletree.core.door.RoutedPublication;
import org.axletree.core.door.Screening;
import org.axletree.core.outcome.Enqueueing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A device that comes back before the hub noticed that it had gone: the will of its old connection comes before anything
 * that the new one says, whichever event loops the two are on (ADR 43).
 */
@ExtendWith(Stage.class)
class TakeOverTest {
    private static final int TIMES = 12;

    private Scene scene;
    private Function<Publication, Screening> dispatcher;
    private Function<List<RoutedPublication>, Enqueueing> queues;

    /** How the device comes back. */
    enum Return {
        /** With a clean session under the same client identifier. */
        CLEAN,
        /** To the session that it left. */
        TO_ITS_SESSION,
        /** Under another client identifier, as those that make up a new one each time. */
        UNDER_ANOTHER_NAME
    }

    @BeforeEach
    void slowDownWills(Scene scene) {
        this.scene = scene;
        dispatcher = scene.door.hub.dispatcher;
        queues = scene.door.hub.queues;
        scene.door.hub.dispatcher = publication -> {
            if (publication.will()) {
                pause();
            }
            return dispatcher.apply(publication);
        };
        scene.door.hub.queues = batch -> {
            pause();
            return queues.apply(batch);
        };
    }

    /** Long enough for the new connection to overtake, if it can. */
    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void goOn() {
        scene.door.hub.dispatcher = dispatcher;
        scene.door.hub.queues = queues;
    }

    @ParameterizedTest
    @CsvSource({
        "CLEAN, state", "TO_ITS_SESSION, state", "UNDER_ANOTHER_NAME, state",
        "CLEAN, routed/r/state", "TO_ITS_SESSION, routed/r/state", "UNDER_ANOTHER_NAME, routed/r/state"
    })
    @Mqtt3("MQTT-3.1.4-2")
    @Mqtt5("MQTT-3.1.4-3")
    void device_takesOver_itsWillComesBeforeWhatItSaysThen(Return how, String topic) throws IOException {
        Peer witness = scene.peer(Version.V3, "witness").subscribe("#", 0);
        List<String> heard = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            scene.peer(Version.V3, connect(how, i).will(topic, "offline " + i, 1, true));
            expected.add("offline " + i);
            expected.add("online " + i);
            Peer back = scene.stranger(Version.V3);
            // In one segment, as from a device in a hurry.
            back.send(
                    connect(how, i + 1).bytes(),
                    Packets.publish(Version.V3, Packets.RETAIN, 1, 1, topic, "online " + i));
            assertThat(back.next(Packets.CONNACK).reason()).isZero();
            assertThat(back.next(Packets.PUBACK).packetId).isEqualTo(1);
            heard.addAll(witness.payloads(2));
            Peer late = scene.peer(Version.V3, "late");
            late.send(Packets.subscribe(Version.V3, 1, topic, 0)).next(Packets.SUBACK);
            assertThat(late.payloads(1)).containsExactly("online " + i);
            late.close();
            scene.leave(back);
        }
        assertThat(heard).isEqualTo(expected);
    }

    /** The connection is lost, and its will waits for a route, when the device is there again. */
    @ParameterizedTest
    @CsvSource({"CLEAN", "UNDER_ANOTHER_NAME"})
    void device_comesBackWhileItsWillWaitsForARoute_theWillStaysFirst(Return how) throws IOException {
        Peer witness = scene.peer(Version.V3, "witness").subscribe("#", 0);
        for (int i = 0; i < TIMES; i++) {
            scene.lose(scene.peer(Version.V3, connect(how, i).will("routed/r/will", "offline", 1, true)));
            Peer back = scene.stranger(Version.V3);
            back.send(connect(how, i + 1).bytes(), Packets.publish(Version.V3, 0, 1, 1, "not/routed", "online"));
            assertThat(witness.payloads(2)).containsExactly("offline", "online");
            back.next(Packets.CONNACK);
            back.next(Packets.PUBACK);
            scene.leave(back);
        }
    }

    private Connect connect(Return how, int time) {
        String clientId = how == Return.UNDER_ANOTHER_NAME ? "d" + time : "d";
        Connect connect = new Connect(Version.V3, scene.hub + "/d", clientId);
        return how == Return.TO_ITS_SESSION ? connect.durable() : connect;
    }
}
