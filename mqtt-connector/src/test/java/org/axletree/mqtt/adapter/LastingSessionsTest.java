package org.axletree.mqtt.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axletree.core.door.SessionStorage;
import org.axletree.core.limit.DoorLimits;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.limit.SessionLimits;
import org.axletree.core.message.HubMessage;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.connection.RawClient;
import org.junit.jupiter.api.Test;

/** Sessions of MQTT 3.1.1 clients that do not ask for a clean one: over connections and over restarts of the door. */
class LastingSessionsTest {
    private static final String NEW = "20 02 00 00";
    private static final String PRESENT = "20 02 01 00";

    @Test
    void messages_cameWithoutAConnection_waitOverARestart() throws IOException {
        SessionStorage storage = TestStorage.fresh();
        try (TestDoor door = new TestDoor(DoorLimits.DEFAULT, storage)) {
            try (RawClient subscriber = lasting(door, "h/s", "s", NEW)) {
                subscriber.send(RawClient.subscribe(1, "a/#", 1)).receive(5);
            }
            await().until(() -> door.line().status().occupancy().sessions() == 0);
            try (RawClient publisher = RawClient.connected(door.port(), "h/p", "p")) {
                for (int i = 1; i <= 3; i++) {
                    publisher.send(RawClient.publish("a/b", i, ("m" + i).getBytes(StandardCharsets.UTF_8)));
                    assertThat(publisher.receive(4)).isEqualTo("40 02 00 0" + i);
                }
            }
        }
        try (TestDoor door = new TestDoor(DoorLimits.DEFAULT, storage)) {
            try (RawClient subscriber = lasting(door, "h/s", "s", PRESENT)) {
                for (int i = 1; i <= 3; i++) {
                    assertThat(subscriber.receive(11)).isEqualTo("32 09 00 03 61 2f 62 00 0" + i + " 6d 3" + i);
                }
                subscriber.send("40 02 00 01 40 02 00 02");
                assertThat(subscriber.send("c0 00").receive(2)).isEqualTo("d0 00");
            }
            try (RawClient again = lasting(door, "h/s", "s", PRESENT)) {
                assertThat(again.receive(11)).isEqualTo("3a 09 00 03 61 2f 62 00 03 6d 33");
                assertThat(again.send("40 02 00 03 c0 00").receive(2)).isEqualTo("d0 00");
            }
        }
        try (TestDoor door = new TestDoor(DoorLimits.DEFAULT, storage);
                RawClient subscriber = lasting(door, "h/s", "s", PRESENT)) {
            assertThat(subscriber.send("c0 00").receive(2)).isEqualTo("d0 00");
        }
    }

    @Test
    void qos2_restartBetweenItsSteps_arrivesOnceUnderItsIdentifier() throws IOException {
        SessionStorage storage = TestStorage.fresh();
        try (TestDoor door = new TestDoor(DoorLimits.DEFAULT, storage);
                RawClient subscriber = lasting(door, "h/s", "s", NEW);
                RawClient publisher = lasting(door, "h/p", "p", NEW)) {
            subscriber.send(RawClient.subscribe(1, "a", 2)).receive(5);
            publisher.send("34 06 00 01 61 00 07 6d");
            assertThat(publisher.receive(4)).isEqualTo("50 02 00 07");
            assertThat(subscriber.receive(8)).isEqualTo("34 06 00 01 61 00 01 6d");
            subscriber.send("50 02 00 01");
            assertThat(subscriber.receive(4)).isEqualTo("62 02 00 01");
            publisher.send("34 06 00 01 61 00 08 6e");
            assertThat(publisher.receive(4)).isEqualTo("50 02 00 08");
            assertThat(subscriber.receive(8)).isEqualTo("34 06 00 01 61 00 02 6e");
        }
        try (TestDoor door = new TestDoor(DoorLimits.DEFAULT, storage);
                RawClient subscriber = lasting(door, "h/s", "s", PRESENT);
                RawClient publisher = lasting(door, "h/p", "p", PRESENT)) {
            assertThat(subscriber.receive(4 + 8))
                    .isIn("62 02 00 01 3c 06 00 01 61 00 02 6e", "3c 06 00 01 61 00 02 6e 62 02 00 01");
            subscriber.send("70 02 00 01 50 02 00 02");
            assertThat(subscriber.receive(4)).isEqualTo("62 02 00 02");
            // The same once more, for all the client knows it did not arrive.
            publisher.send("3c 06 00 01 61 00 07 6d 3c 06 00 01 61 00 08 6e");
            assertThat(publisher.receive(8)).isEqualTo("50 02 00 07 50 02 00 08");
            publisher.send("62 02 00 07 62 02 00 08");
            assertThat(publisher.receive(8)).isEqualTo("70 02 00 07 70 02 00 08");
            assertThat(subscriber.send("70 02 00 02 c0 00").receive(2)).isEqualTo("d0 00");
        }
    }

    @Test
    void session_cleanStart_endsWhatWasThere() throws IOException {
        try (TestDoor door = new TestDoor()) {
            try (RawClient first = lasting(door, "h/s", "s", NEW)) {
                first.send(RawClient.subscribe(1, "a", 1)).receive(5);
            }
            RawClient.connected(door.port(), "h/s", "s").close();
            try (RawClient again = lasting(door, "h/s", "s", NEW)) {
                again.send(RawClient.publish("a", 1, new byte[0]));
                assertThat(again.receive(4)).isEqualTo("40 02 00 01");
                assertThat(again.send("c0 00").receive(2)).isEqualTo("d0 00");
            }
        }
    }

    @Test
    void session_itsTimeIsOver_ends() throws IOException {
        SessionStorage storage = TestStorage.fresh();
        try (TestDoor door = new TestDoor(DoorLimits.DEFAULT, storage)) {
            door.hub.limits.put("s", SessionLimits.with(Map.of(HubLimit.SESSION_EXPIRY_SECONDS, 1)));
            lasting(door, "h/s", "s", NEW).close();
            lasting(door, "h/kept", "kept", NEW).close();
            await().until(() -> door.line().status().occupancy().sessions() == 0);
        }
        try (TestDoor door = new TestDoor(DoorLimits.DEFAULT, storage)) {
            door.hub.limits.put("s", SessionLimits.with(Map.of(HubLimit.SESSION_EXPIRY_SECONDS, 1)));
            // Each connection gives it another second.
            await().pollInterval(Duration.ofSeconds(2))
                    .until(() -> answer(door, "h/s", "s").equals(NEW));
            lasting(door, "h/kept", "kept", PRESENT).close();
        }
    }

    @Test
    void device_isDeleted_itsSessionsEnd() throws IOException {
        try (TestDoor door = new TestDoor()) {
            lasting(door, "h/s", "s", NEW).close();
            await().until(() -> door.line().status().occupancy().sessions() == 0);
            door.line().disconnectDevice("h", "s", Reason.DEVICE_DELETED, door.hub.revision.incrementAndGet());
            await().until(() -> answer(door, "h/s", "s").equals(NEW));
        }
    }

    @Test
    void will_connectionIsLost_isSaid() throws IOException {
        SessionStorage storage = TestStorage.fresh();
        try (TestDoor door = new TestDoor(DoorLimits.DEFAULT, storage);
                RawClient heir = lasting(door, "h/heir", "heir", NEW)) {
            heir.send(RawClient.subscribe(1, "will", 1)).receive(5);
            RawClient dying = new RawClient(door.port());
            dying.send(RawClient.connectWithWill("h/dying", "dying", "will", "bye"));
            assertThat(dying.receive(4)).isEqualTo(NEW);
            dying.close();
            assertThat(heir.receive(13)).isEqualTo("32 0b 00 04 77 69 6c 6c 00 01 62 79 65");
        }
    }

    @Test
    void queue_isFull_newestIsDroppedCountedAndNoticed() throws IOException {
        try (TestDoor door = new TestDoor()) {
            door.hub.limits.put("s", SessionLimits.with(Map.of(HubLimit.QUEUED_PER_SESSION, 2)));
            try (RawClient subscriber = lasting(door, "h/s", "s", NEW)) {
                subscriber.send(RawClient.subscribe(1, "a", 1)).receive(5);
            }
            await().until(() -> door.line().status().occupancy().sessions() == 0);
            try (RawClient publisher = RawClient.connected(door.port(), "h/p", "p")) {
                for (int i = 1; i <= 3; i++) {
                    publisher.send(RawClient.publish("a", i, new byte[] {(byte) i}));
                    publisher.receive(4);
                }
            }
            await().until(() -> door.hub.noticed().contains(Reason.SUBSCRIBER_TOO_SLOW));
            try (RawClient subscriber = lasting(door, "h/s", "s", PRESENT)) {
                assertThat(subscriber.receive(16)).isEqualTo("32 06 00 01 61 00 01 01 32 06 00 01 61 00 02 02");
                assertThat(subscriber.send("c0 00").receive(2)).isEqualTo("d0 00");
            }
        }
    }

    @Test
    void hub_itsRoomIsUsedUp_moreIsRefusedAndOthersAreUnharmed() throws IOException {
        try (TestDoor door = new TestDoor(DoorLimits.with(Map.of(HubLimit.STORAGE_BYTES_PER_HUB, 5_000)))) {
            for (String hub : List.of("h", "h2")) {
                try (RawClient subscriber = lasting(door, hub + "/s", "s", NEW)) {
                    subscriber.send(RawClient.subscribe(1, "a", 1)).receive(5);
                }
            }
            await().until(() -> door.line().status().occupancy().sessions() == 0);
            try (RawClient publisher = RawClient.connected(door.port(), "h/p", "p");
                    RawClient other = RawClient.connected(door.port(), "h2/p", "p")) {
                publisher.send(RawClient.publish("a", 1, new byte[2_000])).receive(4);
                assertThat(door.hub.noticed()).isEmpty();
                publisher.send(RawClient.publish("a", 2, new byte[2_000])).receive(4);
                await().until(() -> door.hub.noticed().equals(List.of(Reason.STORAGE_EXCEEDED)));
                other.send(RawClient.publish("a", 1, new byte[2_000])).receive(4);
                assertThat(door.hub.noticed()).hasSize(1);
            }
            try (RawClient subscriber = lasting(door, "h/s", "s", PRESENT)) {
                subscriber.receive(3 + 5 + 2_000);
                subscriber.send("40 02 00 01 c0 00");
                assertThat(subscriber.receive(2)).isEqualTo("d0 00");
            }
            try (RawClient publisher = RawClient.connected(door.port(), "h/p", "p")) {
                publisher.send(RawClient.publish("a", 3, new byte[2_000])).receive(4);
                assertThat(door.hub.noticed()).hasSize(1);
            }
        }
    }

    @Test
    void session_itsClientComesBackOnAnyEventLoop_missesNothingAndKeepsTheOrder() throws Exception {
        int messages = 400;
        try (TestDoor door = new TestDoor();
                RawClient publisher = RawClient.connected(door.port(), "h/p", "p")) {
            try (RawClient first = lasting(door, "h/s", "s", NEW)) {
                first.send(RawClient.subscribe(1, "a", 1)).receive(5);
            }
            Thread publishing = new Thread(() -> {
                for (int i = 1; i <= messages; i++) {
                    try {
                        publisher.send(RawClient.publish("a", i, new byte[] {(byte) (i >> 8), (byte) i}));
                        publisher.receive(4);
                    } catch (IOException e) {
                        return;
                    }
                }
            });
            publishing.start();
            List<Integer> heard = new ArrayList<>();
            while (heard.isEmpty() || heard.get(heard.size() - 1) < messages) {
                try (RawClient subscriber = lasting(door, "h/s", "s", PRESENT)) {
                    for (int i = 0; i < 7 && !heard.contains(messages); i++) {
                        byte[] publish = RawClient.hex(subscriber.receive(9));
                        int number = (publish[7] & 0xFF) << 8 | publish[8] & 0xFF;
                        boolean dup = (publish[0] & 0x08) != 0;
                        if (!dup || !heard.contains(number)) {
                            heard.add(number);
                        }
                        subscriber.send(new byte[] {0x40, 0x02, publish[5], publish[6]});
                    }
                }
            }
            publishing.join();
            for (int i = 0; i < messages; i++) {
                assertThat(heard.get(i)).isEqualTo(i + 1);
            }
            assertThat(heard).hasSize(messages);
        }
    }

    /** ADR 24. */
    @Test
    void hub_speaksAtQos1_isHeardByWhoWasAwayOverARestart() throws IOException {
        SessionStorage storage = TestStorage.fresh();
        try (TestDoor door = new TestDoor(DoorLimits.DEFAULT, storage)) {
            try (RawClient subscriber = lasting(door, "h/s", "s", NEW)) {
                subscriber.send(RawClient.subscribe(1, "$SCW/events/#", 1)).receive(5);
            }
            await().until(() -> door.line().status().occupancy().sessions() == 0);
            HubMessage event = new HubMessage("$SCW/events/e", Qos.AT_LEAST_ONCE, false, 0, new byte[] {'x'});
            assertThat(door.line().publish("h", event)).isTrue();
            // The loop that says it has done so, and the store has it.
            try (RawClient publisher = RawClient.connected(door.port(), "h/p", "p")) {
                publisher.send(RawClient.publish("$SCW/events/f", 1, new byte[] {'y'}));
                publisher.receive(4);
            }
        }
        try (TestDoor door = new TestDoor(DoorLimits.DEFAULT, storage);
                RawClient subscriber = lasting(door, "h/s", "s", PRESENT)) {
            List<String> heard = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                byte[] packet = subscriber.receivePacket();
                heard.add(new String(packet, packet.length - 1, 1, StandardCharsets.UTF_8));
            }
            assertThat(heard).containsExactlyInAnyOrder("x", "y");
        }
    }

    private static RawClient lasting(TestDoor door, String userName, String clientId, String answer)
            throws IOException {
        RawClient client = new RawClient(door.port());
        client.send(RawClient.connectToStay(userName, clientId));
        assertThat(client.receive(4)).isEqualTo(answer);
        return client;
    }

    private static String answer(TestDoor door, String userName, String clientId) throws IOException {
        try (RawClient client = new RawClient(door.port())) {
            return client.send(RawClient.connectToStay(userName, clientId)).receive(4);
        }
    }
}
