package org.axletree.mqtt.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.axletree.core.door.SessionStorage;
import org.axletree.core.limit.DoorLimits;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.connection.RawClient;
import org.junit.jupiter.api.Test;

/** A device that was moved to another hub says and hears nothing more in the one that it left, by whatever it left there. */
class MovedDevicesTest {
    private static final String NEW_5 = "00 00"; // no session present, success

    @Test
    void deviceIsMoved_itsSessionEnds_andItsDelayedWillIsNotSaid() throws IOException {
        try (TestDoor door = new TestDoor();
                RawClient heir = RawClient.connected(door.port(), "h/heir", "heir")) {
            heir.send(RawClient.subscribe(1, "#", 0)).receive(5);
            leaveAWill(door, "pump", 600, "pump is lost");

            door.line().disconnectDevice("h", "pump", Reason.DEVICE_MOVED, door.hub.revision.incrementAndGet());

            // Its session is gone, whose end would have said the will; and the heir hears what comes next.
            assertThat(connack(door, "pump", 600, "again")).isEqualTo(NEW_5);
            heir.send(RawClient.publish("m", 1, new byte[] {1}));
            assertThat(heir.receive(6)).isEqualTo("30 04 00 01 6d 01");
        }
    }

    @Test
    void deviceIsMoved_andTheServerRestarts_onlyTheWillOfWhoStayedIsSaid() throws IOException {
        SessionStorage storage = TestStorage.fresh();
        try (TestDoor door = new TestDoor(DoorLimits.DEFAULT, storage)) {
            try (RawClient heir = new RawClient(door.port())) {
                heir.send(RawClient.connectToStay("h/heir", "heir")).receive(4);
                heir.send(RawClient.subscribe(1, "will", 1)).receive(5);
            }
            leaveAWill(door, "pump", 1, "moved");
            leaveAWill(door, "valve", 2, "stayed");
        }
        try (TestDoor door = new TestDoor(DoorLimits.DEFAULT, storage, hub -> hub.goneDevices.add("pump"));
                RawClient heir = new RawClient(door.port())) {
            heir.send(RawClient.connectToStay("h/heir", "heir")).receive(4);

            assertThat(heir.receive(2 + 2 + 4 + 2 + 6)).isEqualTo("32 0e 00 04 77 69 6c 6c 00 01 " + hex("stayed"));
        }
    }

    private static void leaveAWill(TestDoor door, String device, int delay, String text) throws IOException {
        assertThat(connack(door, device, delay, text)).isEqualTo(NEW_5);
        await().until(() -> door.hub.departures.stream()
                .anyMatch(
                        departure -> departure.admitted().identity().deviceId().equals(device)));
    }

    /** Connects and is lost. Answers what the CONNACK says but for its properties. */
    private static String connack(TestDoor door, String device, int delay, String text) throws IOException {
        try (RawClient dying = new RawClient(door.port())) {
            dying.send(connect(device, delay, text));
            assertThat(dying.receive(1)).isEqualTo("20");
            dying.receive(1);
            return dying.receive(2);
        }
    }

    /** A session of ten minutes, and a will of QoS 1 on the topic {@code will}. */
    private static String connect(String device, int delay, String text) {
        String body = "00 04 4d 51 54 54 05 8c 00 3c 05 11 00 00 02 58 " + string(device)
                + " 05 18 00 00 %02x %02x ".formatted(delay >> 8, delay & 0xff)
                + string("will") + " " + string(text) + " " + string("h/" + device);
        return "10 %02x ".formatted((body.length() + 1) / 3) + body;
    }

    private static String string(String text) {
        return "00 %02x ".formatted(text.length()) + hex(text);
    }

    private static String hex(String text) {
        return HexFormat.ofDelimiter(" ").formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
