package org.axletree.mqtt.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import org.axletree.core.door.SessionStorage;
import org.axletree.mqtt.adapter.TestStorage;
import org.axletree.mqtt.connection.RawClient;
import org.junit.jupiter.api.Test;

/** The real store whose writes fail for a while, in a process of its own. */
class FullDiskTest {
    private static final int LONG_ENOUGH_MILLIS = 2_500;

    private final SessionStorage storage = TestStorage.fresh();

    @Test
    void store_cannotWriteAndThenCan_goesOnByItselfAndLosesNothing() throws Exception {
        try (DoorProcess door = DoorProcess.start(storage.directory())) {
            try (RawClient subscriber = new RawClient(door.port())) {
                subscriber.send(RawClient.connectToStay("h/s", "s")).receive(4);
                subscriber.send(RawClient.subscribe(1, "a", 1)).receive(5);
            }
            try (RawClient publisher = RawClient.connected(door.port(), "h/p", "p")) {
                for (int round = 0; round < 3; round++) {
                    deliver(publisher, 2 * round + 1);
                    door.filesMayGrow(false);
                    assertUnanswered(publisher, 2 * round + 2);
                    door.filesMayGrow(true);
                    assertThat(publisher.receive(4)).isEqualTo("40 02 00 0" + (2 * round + 2));
                }
            }
        }
        try (DoorProcess door = DoorProcess.start(storage.directory());
                RawClient subscriber = new RawClient(door.port())) {
            subscriber.send(RawClient.connectToStay("h/s", "s"));
            assertThat(subscriber.receive(4)).isEqualTo("20 02 01 00");
            for (int i = 1; i <= 6; i++) {
                byte[] packet = subscriber.receivePacket();
                assertThat(packet[packet.length - 1]).isEqualTo((byte) i);
            }
        }
    }

    private static void deliver(RawClient publisher, int number) throws IOException {
        publisher.send(RawClient.publish("a", number, new byte[] {(byte) number}));
        assertThat(publisher.receive(4)).isEqualTo("40 02 00 0" + number);
    }

    private static void assertUnanswered(RawClient publisher, int number) throws IOException {
        publisher.send(RawClient.publish("a", number, new byte[] {(byte) number}));
        int patience = publisher.socket().getSoTimeout();
        publisher.socket().setSoTimeout(LONG_ENOUGH_MILLIS);
        assertThatThrownBy(() -> publisher.receive(1)).isInstanceOf(SocketTimeoutException.class);
        publisher.socket().setSoTimeout(patience);
    }
}
