package org.axletree.mqtt.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.TimeUnit;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.connection.RawClient;
import org.junit.jupiter.api.Test;

/** Those who connect and then do not say who they are. */
class SilentPeersTest {
    /** Half a second before the time for the CONNECT is over, so that one sweep of the loop falls between. */
    private static final long ALMOST_MILLIS = 9_400;

    private static final long OVER_MILLIS = 10_150;

    /**
     * The loops stand still while the time for the CONNECT and that for the handshake end, and then find both over at once:
     * the hub is still told one thing of each connection.
     */
    @Test
    void connect_doesNotArriveInTenSeconds_isClosed() throws Exception {
        try (TestDoor door = new TestDoor();
                RawClient known = RawClient.connected(door.port(), "h/d", "c");
                RawClient other = RawClient.connected(door.port(), "h/e", "e");
                RawClient silent = new RawClient(door.port());
                RawClient half = new RawClient(door.port());
                RawClient withoutHandshake = new RawClient(door.tlsPort());
                RawClient anotherWithout = new RawClient(door.tlsPort())) {
            long opened = System.nanoTime();
            half.send(RawClient.connect("h/d", "c"), 10);
            door.hub.dispatcher = publication -> {
                sleepUntil(opened, OVER_MILLIS);
                return door.hub.screenOne(publication);
            };
            sleepUntil(opened, ALMOST_MILLIS);
            known.send(RawClient.publish("t", 0, new byte[1]));
            other.send(RawClient.publish("t", 0, new byte[1]));

            await().until(() -> door.line().status().occupancy().connections() == 2);
            await().untilAsserted(() -> assertThat(door.hub.notices).hasSizeGreaterThanOrEqualTo(4));
            await().during(1, TimeUnit.SECONDS).untilAsserted(() -> assertThat(door.hub.noticed())
                    .hasSize(4)
                    .contains(Reason.CONNECT_TIMEOUT)
                    .isSubsetOf(Reason.CONNECT_TIMEOUT, Reason.PROTOCOL_ERROR));
            assertThat(silent.receiveUntilClosed()).isEmpty();
            assertThat(known.send("c0 00").receive(2)).isEqualTo("d0 00");
        }
    }

    private static void sleepUntil(long start, long millis) {
        try {
            TimeUnit.NANOSECONDS.sleep(start + TimeUnit.MILLISECONDS.toNanos(millis) - System.nanoTime());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
