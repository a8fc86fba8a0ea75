package org.axletree.mqtt.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.axletree.mqtt.connection.RawClient;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process is killed, again and again, in the middle of QoS 1 and QoS 2 traffic between persistent sessions: nothing that
 * was acknowledged is lost, QoS 2 arrives once and in order. What is retained, and the wills of those who were connected,
 * survive too.
 */
class KilledDoorTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MESSAGES = 6_000;
    private static final int KILLS = 3;

    @TempDir
    private Path directory;

    /** Held, as a socket that nobody knows any more is closed with the garbage, and its will was said before the kill. */
    private Peer lost;

    /** A publisher and a subscriber of one quality of service. */
    private static final class Pair {
        final Version version;
        final int qos;
        final Courier courier;
        final Audience audience = new Audience(MESSAGES);

        Pair(Version version, int qos) {
            this.version = version;
            this.qos = qos;
            courier = new Courier(version, qos, MESSAGES);
        }

        /** Both go on until everything is said and heard, or the server is gone; of all messages, so many may be said. */
        CompletableFuture<Void> run(int port, boolean again, int most) throws IOException {
            Peer to = enter(version, port, "to" + qos, again);
            Peer from = enter(version, port, "from" + qos, again);
            if (!again) {
                to.subscribe("traffic/" + qos, qos);
            }
            return CompletableFuture.allOf(
                    CompletableFuture.runAsync(() -> walk(() -> audience.run(to), to), Pair::onAThreadOfItsOwn),
                    CompletableFuture.runAsync(
                            () -> walk(() -> courier.run(from, most), from), Pair::onAThreadOfItsOwn));
        }

        /** The pool that is there by default may be smaller than those who wait in it. */
        private static void onAThreadOfItsOwn(Runnable walk) {
            new Thread(walk).start();
        }
    }

    private interface Walk {
        void run() throws IOException;
    }

    @BothVersions
    @Mqtt3({"MQTT-4.1.0-1", "MQTT-4.3.2-2", "MQTT-4.3.3-2", "MQTT-4.4.0-1"})
    @Mqtt5({"MQTT-4.1.0-1", "MQTT-4.3.2-4", "MQTT-4.3.3-10", "MQTT-4.4.0-1"})
    void door_killedInTheMiddleOfTraffic_losesAndRepeatsNothing(Version version) throws IOException {
        List<Pair> pairs = List.of(new Pair(version, 1), new Pair(version, 2));
        for (int kill = 0; kill < KILLS; kill++) {
            int enough = MESSAGES * (kill + 1) / (KILLS + 1);
            // However late this thread sees that it is enough, the traffic is not over.
            int most = enough + MESSAGES / (2 * (KILLS + 1));
            try (DoorProcess door = DoorProcess.start(directory)) {
                if (kill == 0) {
                    leaveBehind(version, door.port());
                }
                List<CompletableFuture<Void>> traffic = traffic(pairs, door, kill > 0, most);
                await().atMost(PATIENCE)
                        .until(() -> pairs.stream().anyMatch(pair -> pair.courier.acknowledged() > enough));
                door.close();
                traffic.forEach(KilledDoorTest::assertThatTheDoorWasMissed);
            }
        }
        try (DoorProcess door = DoorProcess.start(directory)) {
            traffic(pairs, door, true, MESSAGES).forEach(CompletableFuture::join);
            assertThatItWasKept(version, door.port());
        }
        lost.close();
        List<Integer> everything = IntStream.range(0, MESSAGES).boxed().toList();
        assertThat(pairs.get(0).audience.heard).as("QoS 1").containsAll(everything);
        assertThat(pairs.get(1).audience.heard).as("QoS 2").isEqualTo(everything);
    }

    private static List<CompletableFuture<Void>> traffic(List<Pair> pairs, DoorProcess door, boolean again, int most)
            throws IOException {
        return List.of(pairs.get(0).run(door.port(), again, most), pairs.get(1).run(door.port(), again, most));
    }

    /** A session that waits for a will, a will, and something retained. */
    private void leaveBehind(Version version, int port) throws IOException {
        enter(version, port, "mourner", false).subscribe("will", 1).close();
        Connect doomed = new Connect(version, "hub/doomed", "doomed").will("will", "killed", 1, false);
        lost = new Peer(version, new RawClient(port));
        lost.send(doomed.bytes()).next(Packets.CONNACK);
        try (Peer keeper = enter(version, port, "keeper", false)) {
            keeper.deliver(Packets.RETAIN, 1, "kept", "still here");
        }
    }

    private static void assertThatItWasKept(Version version, int port) throws IOException {
        try (Peer mourner = enter(version, port, "mourner", true)) {
            Heard will = mourner.next(Packets.PUBLISH);
            assertThat(will.payload).isEqualTo("killed");
            mourner.send(Packets.ack(Packets.PUBACK, will.packetId)).quiet();
            Heard kept = mourner.subscribe("kept", 0).next(Packets.PUBLISH);
            assertThat(kept.payload).isEqualTo("still here");
            assertThat(kept.retained()).isTrue();
        }
    }

    private static Peer enter(Version version, int port, String device, boolean again) throws IOException {
        Peer peer = new Peer(version, new RawClient(port));
        Heard connack = peer.send(
                        new Connect(version, "hub/" + device, device).durable().bytes())
                .next(Packets.CONNACK);
        assertThat(connack.reason()).isZero();
        assertThat(connack.sessionPresent).as(device).isEqualTo(again);
        return peer;
    }

    private static void walk(Walk walk, Peer peer) {
        try (peer) {
            walk.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertThatTheDoorWasMissed(CompletableFuture<Void> traffic) {
        try {
            traffic.join();
        } catch (CompletionException e) {
            assertThat(e.getCause()).isInstanceOf(UncheckedIOException.class);
            return;
        }
        throw new AssertionError("the traffic was over before the door was killed");
    }
}
