package org.axletree.mqtt.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import org.axletree.core.limit.DoorLimits;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.limit.SessionLimits;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.connection.RawClient;
import org.junit.jupiter.api.Test;

/** Limits that hold for a hub or for a device, each with its reason. */
class LimitsTest {
    private static final String CONNACK = "20 02 00 00";

    @Test
    void connectionsPerHub_reached_refusesOthersButNotTheDeviceItself() throws Exception {
        try (TestDoor door = door(HubLimit.CONNECTIONS_PER_HUB, 2);
                RawClient one = RawClient.connected(door.port(), "h/one", "one");
                RawClient two = RawClient.connected(door.port(), "h/two", "two")) {
            assertThat(connect(door, "h/three", "three")).isEqualTo("20 02 00 03");
            assertThat(door.hub.noticed()).containsExactly(Reason.TOO_MANY_CONNECTIONS);
            assertThat(door.hub.notices.get(0).hubId()).isEqualTo("h");
            assertThat(door.hub.notices.get(0).deviceId()).isEqualTo("three");
            assertThat(connect(door, "other/three", "three")).isEqualTo(CONNACK);

            // A device that comes back before the hub has noticed that it had gone.
            assertThat(connect(door, "h/two", "two")).isEqualTo(CONNACK);
            assertThat(one.send("c0 00").receive(2)).isEqualTo("d0 00");
        }
    }

    @Test
    void connectionsPerHub_reachedByOneDeviceOfSeveral_refusesItsNextButNotOneThatReplaces() throws Exception {
        try (TestDoor door = door(HubLimit.CONNECTIONS_PER_HUB, 2);
                RawClient one = RawClient.connected(door.port(), "h/multi", "one");
                RawClient two = RawClient.connected(door.port(), "h/multi", "two")) {
            assertThat(connect(door, "h/multi", "three")).isEqualTo("20 02 00 03");
            assertThat(door.hub.noticed()).containsExactly(Reason.TOO_MANY_CONNECTIONS);
            assertThat(connect(door, "h/multi", "two")).isEqualTo(CONNACK);
            assertThat(one.send("c0 00").receive(2)).isEqualTo("d0 00");
            assertThat(two.receiveUntilClosed()).isEmpty();
        }
    }

    @Test
    void connects_tooManyOfOneDevice_areRefusedUntilTimeHasPassed() throws Exception {
        try (TestDoor door = door(HubLimit.CONNECTS_PER_SECOND, 1)) {
            for (int i = 0; i < 10; i++) {
                assertThat(connect(door, "h/restless", "c")).isEqualTo(CONNACK);
            }
            // One more a second: who connects as often as it can is refused soon, however slow this machine is.
            await().until(() -> connect(door, "h/restless", "c").equals("20 02 00 03"));
            assertThat(door.hub.noticed()).contains(Reason.TOO_MANY_CONNECTS);
            assertThat(connect(door, "h/calm", "c")).isEqualTo(CONNACK);
            await().until(() -> connect(door, "h/restless", "c").equals(CONNACK));
        }
    }

    @Test
    void clientId_tooLong_isRefused() throws Exception {
        try (TestDoor door = door(HubLimit.CLIENT_ID_BYTES, 10)) {
            assertThat(connect(door, "h/d", "0123456789")).isEqualTo(CONNACK);
            assertThat(connect(door, "h/d", "012345678ü")).isEqualTo("20 02 00 02");
            assertThat(door.hub.noticed()).containsExactly(Reason.CLIENT_ID_TOO_LONG);
        }
    }

    @Test
    void publisher_beyondItsRate_isReadMoreSlowlyAndLosesNothing() throws Exception {
        try (TestDoor door = new TestDoor()) {
            door.hub.limits.put("hasty", SessionLimits.with(Map.of(HubLimit.PUBLISHES_PER_SECOND, 20)));
            try (RawClient hasty = RawClient.connected(door.port(), "h/hasty", "c");
                    RawClient other = RawClient.connected(door.port(), "h/other", "o");
                    RawClient subscriber = RawClient.connected(door.port(), "h/sub", "s")) {
                subscriber.send(RawClient.subscribe(1, "#", 0)).receive(5);
                ByteArrayOutputStream atOnce = new ByteArrayOutputStream();
                for (int i = 0; i < 50; i++) {
                    atOnce.writeBytes(RawClient.publish("t", 0, new byte[] {(byte) i}));
                }
                hasty.send(atOnce.toByteArray());
                other.send(RawClient.publish("u", 0, new byte[] {99}));
                boolean overtaken = false;
                int next = 0;
                for (int heard = 0; heard < 51; heard++) {
                    byte[] packet = subscriber.receivePacket();
                    byte said = packet[packet.length - 1];
                    if (said == 99) {
                        overtaken = true;
                    } else {
                        assertThat(said).isEqualTo((byte) next++);
                    }
                }
                assertThat(overtaken).isTrue();
                assertThat(door.hub.noticed()).containsOnly(Reason.PUBLISHING_TOO_FAST);
            }
        }
    }

    @Test
    void topicsOfTheServer_publishedByADevice_areDropped() throws Exception {
        try (TestDoor door = new TestDoor();
                RawClient device = RawClient.connected(door.port(), "h/d", "c");
                RawClient subscriber = RawClient.connected(door.port(), "h/s", "s")) {
            subscriber.send(RawClient.subscribe(1, "$SYS/fake", 0)).receive(5);
            subscriber.send(RawClient.subscribe(2, "real", 0)).receive(5);
            device.send(RawClient.publish("$SYS/fake", 7, new byte[] {1}));
            assertThat(device.receive(4)).isEqualTo("40 02 00 07");
            device.send(RawClient.publish("real", 0, new byte[] {2}));
            assertThat(subscriber.receive(9)).isEqualTo("30 07 00 04 72 65 61 6c 02");
            assertThat(door.hub.noticed()).containsExactly(Reason.TOPIC_UNAUTHORIZED);
        }
    }

    private static TestDoor door(HubLimit limit, int value) {
        return new TestDoor(DoorLimits.with(Map.of(limit, value)));
    }

    private static String connect(TestDoor door, String userName, String clientId) throws Exception {
        try (RawClient client = new RawClient(door.port())) {
            return client.send(RawClient.connect(userName, clientId)).receive(4);
        }
    }
}
