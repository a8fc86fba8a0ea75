package org.axletree.mqtt.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import org.axletree.core.door.SessionStorage;
import org.axletree.core.limit.DoorLimits;
import org.axletree.mqtt.connection.RawClient;
import org.axletree.mqtt.store.CrowdedDisk;
import org.axletree.mqtt.store.Engine;
import org.axletree.mqtt.store.RocksEngine;
import org.junit.jupiter.api.Test;

/** A disk that is full, and has room again: nobody is told that something is kept that is not, and all goes on by itself. */
class FullDiskTest {
    private final SessionStorage storage = TestStorage.fresh();
    private volatile CrowdedDisk disk;

    @Test
    void disk_isFullAndHasRoomAgain_sendersAreAcknowledgedWithoutARestart() throws Exception {
        try (TestDoor door = new TestDoor(DoorLimits.DEFAULT, storage, new SmallDisk())) {
            try (RawClient subscriber = new RawClient(door.port())) {
                subscriber.send(RawClient.connectToStay("h/s", "s")).receive(4);
                subscriber.send(RawClient.subscribe(1, "a", 1)).receive(5);
            }
            await().until(() -> door.line().status().occupancy().connections() == 0);
            try (RawClient publisher = RawClient.connected(door.port(), "h/p", "p")) {
                publisher.send(RawClient.publish("a", 1, new byte[] {1}));
                assertThat(publisher.receive(4)).isEqualTo("40 02 00 01");
                disk.full(true);
                publisher.send(RawClient.publish("a", 2, new byte[] {2}));
                await().until(() -> door.line().status().problem().contains("No space left"));
                // What needs no disk goes on, and nothing is acknowledged out of turn.
                publisher.send(RawClient.publish("nobody", 0, new byte[1]));
                assertThat(publisher.send("c0 00").receive(2)).isEqualTo("d0 00");
                disk.full(false);
                assertThat(publisher.receive(4)).isEqualTo("40 02 00 02");
                publisher.send(RawClient.publish("a", 3, new byte[] {3}));
                assertThat(publisher.receive(4)).isEqualTo("40 02 00 03");
                assertThat(door.line().status().problem()).isEmpty();
            }
        }
        try (TestDoor door = new TestDoor(DoorLimits.DEFAULT, storage);
                RawClient subscriber = new RawClient(door.port())) {
            subscriber.send(RawClient.connectToStay("h/s", "s"));
            assertThat(subscriber.receive(4)).isEqualTo("20 02 01 00");
            for (int i = 1; i <= 3; i++) {
                assertThat(subscriber.receive(8)).isEqualTo("32 06 00 01 61 00 0" + i + " 0" + i);
            }
        }
    }

    /** RocksDB on a disk of which others use up the rest now and then. */
    private final class SmallDisk implements DoorFoundation {
        @Override
        public Engine engine(SessionStorage place) throws IOException {
            disk = new CrowdedDisk(RocksEngine.open(place));
            return disk;
        }
    }
}
