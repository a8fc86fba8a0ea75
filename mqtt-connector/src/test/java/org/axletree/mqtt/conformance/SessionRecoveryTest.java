package org.axletree.mqtt.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.axletree.core.door.SessionStorage;
import org.axletree.core.limit.DoorLimits;
import org.axletree.core.message.Qos;
import org.axletree.mqtt.adapter.TestDoor;
import org.axletree.mqtt.adapter.TestStorage;
import org.axletree.mqtt.store.Changes;
import org.axletree.mqtt.store.GroupCommit;
import org.axletree.mqtt.store.RocksEngine;
import org.axletree.mqtt.store.Store;
import org.axletree.mqtt.store.StoredMessage;
import org.axletree.mqtt.store.StoredSession;
import org.axletree.mqtt.store.StoredSubscription;
import org.axletree.mqtt.store.StoredWill;
import org.junit.jupiter.api.Test;

/** What a door makes of what it finds when it opens. */
class SessionRecoveryTest {
    private static final long HOUR = 3_600;

    private final SessionStorage storage = TestStorage.fresh();

    /** The server ended when a new session had taken the place of another, and before the other was gone. */
    @Test
    @Mqtt3("MQTT-3.1.2-8")
    @Mqtt5({"MQTT-3.1.2-8", "MQTT-3.1.4-3"})
    void session_whosePlaceAnotherHadTaken_endsAndItsWillIsSaid() throws Exception {
        long now = System.currentTimeMillis();
        store(changes -> {
            changes.session(new StoredSession(1, "h", "mourner", "mourner", HOUR, now));
            changes.subscription(1, new StoredSubscription("will", 1, 0, 0));
            changes.session(new StoredSession(2, "h", "d", "d", HOUR, StoredSession.CONNECTED));
            changes.subscription(2, new StoredSubscription("old", 1, 0, 0));
            // It would have an hour left, and is due with the end of its session.
            changes.will(2, new StoredWill(message("will", "it was taken over"), HOUR, 0));
            changes.session(new StoredSession(3, "h", "d", "d", HOUR, StoredSession.CONNECTED));
            changes.subscription(3, new StoredSubscription("new", 1, 0, 0));
        });
        try (TestDoor door = new TestDoor(DoorLimits.DEFAULT, storage);
                Scene scene = new Scene(door, "h")) {
            Peer mourner =
                    scene.peer(Version.V5, scene.connect(Version.V5, "mourner").durable());
            assertThat(mourner.payloads(1)).containsExactly("it was taken over");
            Peer successor = scene.stranger(Version.V5);
            assertThat(scene.enter(successor, scene.connect(Version.V5, "d").durable()).sessionPresent)
                    .isTrue();
            mourner.deliver(0, 1, "old", "nobody hears it").deliver(0, 1, "new", "heard");
            assertThat(successor.payloads(1)).containsExactly("heard");
        }
    }

    @Test
    void hub_deletedWhileTheDoorWasClosed_leavesNothingBehind() throws Exception {
        long now = System.currentTimeMillis();
        store(changes -> {
            for (String hub : List.of("gone", "here")) {
                long session = hub.equals("gone") ? 1 : 2;
                changes.session(new StoredSession(session, hub, "d", "d", HOUR, now));
                changes.subscription(session, new StoredSubscription("a", 1, 0, 0));
                changes.will(session, new StoredWill(message("a", "bye"), HOUR, 0));
                changes.retained(hub, message("r", "kept"));
            }
        });
        try (TestDoor door = new TestDoor(DoorLimits.DEFAULT, storage, hub -> hub.goneHubs.add("gone"));
                Scene gone = new Scene(door, "gone");
                Scene here = new Scene(door, "here")) {
            await().until(() -> !isSessionPresent(gone));
            await().until(() -> !isRetained(gone));
            assertThat(isSessionPresent(here)).isTrue();
            assertThat(isRetained(here)).isTrue();
        }
        try (TestDoor door = new TestDoor(DoorLimits.DEFAULT, storage);
                Scene gone = new Scene(door, "gone");
                Scene here = new Scene(door, "here")) {
            assertThat(isRetained(gone)).isFalse();
            assertThat(isSessionPresent(here)).isTrue();
            assertThat(isRetained(here)).isTrue();
        }
    }

    private static boolean isSessionPresent(Scene scene) throws IOException {
        Peer peer = scene.stranger(Version.V3);
        try (peer) {
            return scene.enter(peer, scene.connect(Version.V3, "d").durable()).sessionPresent;
        }
    }

    private static boolean isRetained(Scene scene) throws IOException {
        try (Peer peer = scene.peer(Version.V3, "reader").subscribe("r", 0)) {
            return peer.send(Packets.PINGREQ).next().type == Packets.PUBLISH;
        }
    }

    private void store(Consumer<Changes> change) throws IOException {
        RocksEngine engine = RocksEngine.open(storage);
        Store store = new Store(engine);
        GroupCommit writer = new GroupCommit(store);
        Changes changes = store.changes(Runnable::run);
        change.accept(changes);
        changes.commitLater();
        writer.release();
        writer.run();
        engine.close();
    }

    private static StoredMessage message(String topic, String payload) {
        return new StoredMessage(
                4, topic, Qos.AT_LEAST_ONCE, false, 0, StoredMessage.NEVER, new byte[0], payload.getBytes());
    }
}
