package org.axletree.mqtt.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.axletree.core.door.SessionStorage;
import org.axletree.core.limit.DoorLimits;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.connection.RawClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever a device can make the door keep counts towards the room of its hub, and nobody else is harmed (ADR 42). */
class RoomOfAHubTest {
    private static final int ROOM = 1_000_000;
    private static final String NEW = "20 02 00 00";

    private final SessionStorage storage = TestStorage.fresh();
    private TestDoor door = open();

    private TestDoor open() {
        return new TestDoor(DoorLimits.with(Map.of(HubLimit.STORAGE_BYTES_PER_HUB, ROOM)), storage);
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void topicFilters_useUpTheRoom_overARestartToo() throws Exception {
        int granted = 0;
        try (RawClient greedy = lasting("h/greedy", "greedy", NEW)) {
            while (subscribe(greedy, filter(granted))) {
                granted++;
            }
            assertThat(granted).isBetween(5, 10);
            assertThat(door.hub.noticed()).contains(Reason.STORAGE_EXCEEDED);
            // What it has may be changed, and what it gives back is there again.
            assertThat(subscribe(greedy, filter(0))).isTrue();
            greedy.send(unsubscribe(filter(0))).receive(4);
            assertThat(subscribe(greedy, filter(100))).isTrue();
            assertThat(subscribe(greedy, filter(101))).isFalse();
            assertOthersGoOn();
        }
        door.close();
        door = open();
        try (RawClient greedy = lasting("h/greedy", "greedy", "20 02 01 00")) {
            assertThat(subscribe(greedy, filter(102))).isFalse();
            assertOthersGoOn();
        }
        // With the session goes all that it kept.
        try (RawClient clean = RawClient.connected(door.port(), "h/greedy", "greedy")) {
            await().until(() -> subscribe(clean, filter(103)));
        }
    }

    /** Of a clean session as well: it keeps them as long as its connection lasts. */
    @Test
    void topicFilters_ofManyLevels_countByTheirLevels() throws Exception {
        try (RawClient greedy = RawClient.connected(door.port(), "h/greedy", "greedy")) {
            int granted = 0;
            while (subscribe(greedy, granted + "/a".repeat(127))) {
                granted++;
            }
            assertThat(granted).isBetween(20, 60);
            assertOthersGoOn();
        }
        await().until(() -> door.line().status().occupancy().sessions() == 0);
        try (RawClient next = RawClient.connected(door.port(), "h/next", "next")) {
            await().until(() -> subscribe(next, "x" + "/a".repeat(127)));
        }
    }

    @Test
    void sessions_withLongIdentifiers_useUpTheRoom() throws Exception {
        int made = 0;
        while (connect("h/multi", "%01000d".formatted(made)).equals(NEW)) {
            made++;
        }
        assertThat(made).isBetween(200, 500);
        assertThat(door.hub.noticed()).contains(Reason.STORAGE_EXCEEDED);
        // Whoever is known comes back, also with a new session in the place of the old one.
        assertThat(connect("h/multi", "%01000d".formatted(0))).isEqualTo("20 02 01 00");
        RawClient.connected(door.port(), "h/multi", "%01000d".formatted(1)).close();
        assertOthersGoOn();
    }

    @Test
    void retainedTopics_ofManyLevels_countByTheirLevels() throws Exception {
        try (RawClient greedy = RawClient.connected(door.port(), "h/greedy", "greedy")) {
            int kept = 0;
            while (door.hub.noticed().isEmpty()) {
                byte[] publish = RawClient.publish(kept + "/a".repeat(127), 1, new byte[1]);
                publish[0] |= 1;
                greedy.send(publish).receive(4);
                kept++;
            }
            assertThat(door.hub.noticed()).containsExactly(Reason.STORAGE_EXCEEDED);
            assertThat(kept).isBetween(20, 60);
            assertOthersGoOn();
        }
    }

    @Test
    void packetIdentifiers_neverReleased_useUpTheRoom() throws Exception {
        try (RawClient greedy = new RawClient(door.port())) {
            greedy.send(RawClient.connect("h/greedy", "greedy")).receive(4);
            ByteArrayOutputStream flood = new ByteArrayOutputStream();
            for (int id = 1; id <= 30_000; id++) {
                byte[] publish = RawClient.publish("t", id, new byte[0]);
                publish[0] = 0x34;
                flood.writeBytes(publish);
            }
            Thread sending = new Thread(() -> {
                try {
                    greedy.send(flood.toByteArray());
                } catch (IOException closed) {
                    // As it should be.
                }
            });
            sending.start();
            // Until it is cut off: the last of them was not answered.
            assertThat(greedy.receiveUntilClosed().length() / 12).isBetween(10_000, 25_000);
            sending.join();
            assertThat(door.hub.departures.get(0).reason()).isEqualTo(Reason.STORAGE_EXCEEDED);
            assertOthersGoOn();
        }
    }

    @Test
    void messagesForASlowClient_withACleanSession_useUpTheRoom() throws Exception {
        try (RawClient slow = RawClient.connected(door.port(), "h/slow", "slow");
                RawClient publisher = RawClient.connected(door.port(), "h/p", "p")) {
            slow.send(RawClient.subscribe(1, "t", 1)).receive(5);
            // A hundred go out and are never acknowledged; what waits behind them fills the room.
            for (int i = 1; i <= 250; i++) {
                publisher.send(RawClient.publish("t", i, new byte[10_000]));
                publisher.receive(4);
            }
            await().until(() -> door.hub.noticed().contains(Reason.STORAGE_EXCEEDED));
            assertThat(door.hub.noticed()).doesNotContain(Reason.SUBSCRIBER_TOO_SLOW);
            assertOthersGoOn();
        }
    }

    private void assertOthersGoOn() throws IOException {
        try (RawClient other = new RawClient(door.port())) {
            other.send(RawClient.connectToStay("other/d", "d")).receive(4);
            assertThat(subscribe(other, "x".repeat(60_000))).isTrue();
            assertThat(subscribe(other, "t")).isTrue();
            other.send(RawClient.publish("t", 9, new byte[] {1}));
            assertThat(other.receive(4 + 8)).contains("40 02 00 09").contains("32 06 00 01 74 00 01 01");
            other.send("40 02 00 01");
            other.send(unsubscribe("x".repeat(60_000))).receive(4);
        }
        RawClient.connected(door.port(), "other/d", "d").close();
    }

    private static String filter(int number) {
        return number + "/" + "x".repeat(60_000);
    }

    private static boolean subscribe(RawClient client, String filter) throws IOException {
        String answer = client.send(RawClient.subscribe(7, filter, 1)).receive(5);
        assertThat(answer).isIn("90 03 00 07 01", "90 03 00 07 80");
        return answer.endsWith("01");
    }

    private static byte[] unsubscribe(String filter) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(new byte[] {0, 8});
        body.writeBytes(RawClient.string(filter));
        return RawClient.packet(0xa2, body.toByteArray());
    }

    private RawClient lasting(String userName, String clientId, String answer) throws IOException {
        RawClient client = new RawClient(door.port());
        assertThat(client.send(RawClient.connectToStay(userName, clientId)).receive(4))
                .isEqualTo(answer);
        return client;
    }

    private String connect(String userName, String clientId) throws IOException {
        try (RawClient client = new RawClient(door.port())) {
            return client.send(RawClient.connectToStay(userName, clientId)).receive(4);
        }
    }
}
