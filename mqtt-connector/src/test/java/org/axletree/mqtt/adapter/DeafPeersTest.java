package org.axletree.mqtt.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import org.axletree.core.limit.DoorLimits;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.connection.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Those who say much and read nothing: what they are answered must not fill the memory. */
class DeafPeersTest {
    private static final long MOST_BYTES = 32 * 1024 * 1024;
    private static final int SMALL = 64 * 1024;

    /** What was sent to it has a limit, and others go on meanwhile. */
    @Test
    void subscriber_thatReadsNothingForTooLong_isClosed() throws Exception {
        try (TestDoor door = new TestDoor(DoorLimits.with(Map.of(HubLimit.UNREAD_SECONDS, 1)));
                RawClient publisher = RawClient.connected(door.port(), "h/publisher", "p");
                SocketChannel deaf = SocketChannel.open()) {
            deaf.setOption(StandardSocketOptions.SO_RCVBUF, SMALL);
            deaf.connect(new InetSocketAddress(TestDoor.HOST, door.port()));
            deaf.write(ByteBuffer.wrap(RawClient.connect("h/deaf", "d")));
            deaf.write(ByteBuffer.wrap(RawClient.subscribe(1, "a", 0)));
            byte[] message = RawClient.publish("a", 0, new byte[SMALL]);
            await().atMost(Duration.ofMinutes(1)).until(() -> {
                publisher.send(message).send("c0 00").receive(2);
                return door.hub.noticed().contains(Reason.SUBSCRIBER_TOO_SLOW)
                        && door.line().status().occupancy().sessions() == 1;
            });
            await().untilAsserted(() -> assertThat(door.hub.departures)
                    .extracting(each -> each.admitted().identity().deviceId() + " " + each.reason())
                    .containsExactly("deaf " + Reason.SUBSCRIBER_TOO_SLOW));
        }
    }

    /** PINGREQ, and PUBLISH with QoS 1, which ask for as many bytes as they have, or a third of them. */
    @ParameterizedTest
    @ValueSource(strings = {"c0 00", "32 09 00 01 61 00 01 78 78 78 78"})
    void peer_thatDoesNotReadItsAnswers_isNotReadAnyMore(String packet) throws Exception {
        try (TestDoor door = new TestDoor();
                RawClient other = RawClient.connected(door.port(), "h/other", "o");
                SocketChannel deaf = SocketChannel.open()) {
            deaf.setOption(StandardSocketOptions.SO_RCVBUF, SMALL);
            deaf.setOption(StandardSocketOptions.SO_SNDBUF, SMALL);
            deaf.connect(new InetSocketAddress(TestDoor.HOST, door.port()));
            deaf.write(ByteBuffer.wrap(RawClient.connect("h/deaf", "d")));
            byte[] one = RawClient.hex(packet);
            byte[] many = new byte[one.length * 50_000];
            for (int i = 0; i < many.length; i += one.length) {
                System.arraycopy(one, 0, many, i, one.length);
            }
            deaf.configureBlocking(false);
            ByteBuffer rest = ByteBuffer.wrap(many);
            long accepted = 0;
            for (int stuck = 0; stuck < 20 && accepted < MOST_BYTES; ) {
                int written = deaf.write(rest);
                accepted += written;
                stuck = written == 0 ? stuck + 1 : 0;
                if (written == 0) {
                    Thread.sleep(50);
                } else if (!rest.hasRemaining()) {
                    rest.rewind();
                }
            }

            assertThat(accepted).isLessThan(MOST_BYTES);
            assertThat(other.send("c0 00").receive(2)).isEqualTo("d0 00");

            // Who begins to read is read from again.
            ByteBuffer answers = ByteBuffer.allocate(1024 * 1024);
            while (rest.hasRemaining()) {
                deaf.write(rest);
                deaf.read(answers.clear());
            }
        }
    }
}
