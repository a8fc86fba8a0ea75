package org.axletree.mqtt.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.connection.RawClient;
import org.junit.jupiter.api.Test;

/** Those who connect and then do not say who they are. */
class SilentPeersTest {
    @Test
    void connect_doesNotArriveInTenSeconds_isClosed() throws Exception {
        try (TestDoor door = new TestDoor();
                RawClient silent = new RawClient(door.port());
                RawClient half = new RawClient(door.port());
                RawClient withoutHandshake = new RawClient(door.tlsPort());
                RawClient known = RawClient.connected(door.port(), "h/d", "c")) {
            half.send(RawClient.connect("h/d", "c"), 10);
            await().until(() -> door.line().status().occupancy().connections() == 1);
            await().until(() -> door.hub.notices.size() == 3);
            assertThat(door.hub.noticed())
                    .contains(Reason.CONNECT_TIMEOUT)
                    .containsOnly(Reason.CONNECT_TIMEOUT, Reason.PROTOCOL_ERROR);
            assertThat(silent.receiveUntilClosed()).isEmpty();
            assertThat(known.send("c0 00").receive(2)).isEqualTo("d0 00");
        }
    }
}
