package org.axletree.mqtt.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.connection.RawClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bytes at random, and sessions in which bytes were changed at random: the door lives on, every connection ends, nothing
 * leaks (the door's end looks for that), and nothing is unexpected to the code.
 */
@ExtendWith(Stage.class)
class FuzzTest {
    private static final int CONNECTIONS = 300;
    private static final Logger DOOR = Logger.getLogger("org.axletree");
    private final List<String> surprises = new CopyOnWriteArrayList<>();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
                surprises.add(line.getMessage() + " " + line.getThrown());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        DOOR.addHandler(listener);
    }

    @AfterEach
    void hush() {
        DOOR.removeHandler(listener);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {3, 311, 500})
    void bytesAtRandom_endTheConnectionAndNothingElse(long seed, Scene scene) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < CONNECTIONS; i++) {
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            assertThatItEnds(scene, bytes, "seed " + seed + ", connection " + i);
        }
        assertThatTheDoorLives(scene);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 312, 501, 20_261_121})
    void sessionWithBytesChanged_isAnsweredOrEnds(long seed, Scene scene) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < CONNECTIONS; i++) {
            byte[] bytes = mutated(session(random, scene.hub), random);
            assertThatItEnds(scene, bytes, "seed " + seed + ", connection " + i);
        }
        assertThatTheDoorLives(scene);
    }

    /** A whole session, from CONNECT to DISCONNECT. */
    private static List<byte[]> session(Random random, String hub) {
        Version version = Version.values()[random.nextInt(2)];
        byte[] user = Property.user("name", "value");
        byte[] expiry = Property.four(Property.MESSAGE_EXPIRY, 100);
        Connect connect = new Connect(version, hub + "/multi" + random.nextInt(4), "c" + random.nextInt(4))
                .clean(random.nextBoolean())
                .with(Property.two(Property.RECEIVE_MAXIMUM, 10), Property.two(Property.TOPIC_ALIAS_MAXIMUM, 3), user);
        if (random.nextBoolean()) {
            connect.will("w", "will", random.nextInt(3), random.nextBoolean()).willWith(user, expiry);
        }
        List<byte[]> packets = new ArrayList<>(List.of(
                connect.bytes(),
                Packets.subscribe(version, 1, "a/#", 2, Property.variable(Property.SUBSCRIPTION_ID, 200)),
                Packets.subscribe(version, 2, "$share/g/a/+", 1),
                Packets.publish(version, 0, 0, 0, "a/b", "zero", user, expiry),
                Packets.publish(version, Packets.RETAIN, 1, 1, "a/b", "one", Property.two(Property.TOPIC_ALIAS, 1)),
                Packets.publish(version, 0, 2, 2, "routed/r/b", "two", Property.one(Property.PAYLOAD_FORMAT, 0)),
                Packets.ack(Packets.PUBREL, 2),
                Packets.ack(Packets.PUBACK, 1),
                Packets.ack(Packets.PUBREC, 2),
                Packets.ack(Packets.PUBCOMP, 2),
                Packets.PINGREQ.clone(),
                Packets.unsubscribe(version, 3, "a/#", "b"),
                Packets.disconnect()));
        return packets;
    }

    /** One to four changes, mostly behind the CONNECT. */
    private static byte[] mutated(List<byte[]> packets, Random random) {
        for (int change = random.nextInt(4); change >= 0; change--) {
            int which = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(packets.size() - 1);
            byte[] packet = packets.get(which);
            int at = random.nextInt(packet.length);
            switch (random.nextInt(5)) {
                case 0 -> packet[at] = (byte) random.nextInt(256);
                case 1 -> packet[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> packets.set(which, Arrays.copyOf(packet, Math.max(1, at)));
                case 3 -> packets.add(1 + random.nextInt(packets.size() - 1), packet.clone());
                default ->
                    packets.set(
                            which,
                            new Bytes().raw(packet, new byte[random.nextInt(4)]).get());
            }
        }
        return new Bytes().raw(packets.toArray(new byte[0][])).get();
    }

    /** The client says all it has to say, and hears until the server closes. */
    private static void assertThatItEnds(Scene scene, byte[] bytes, String what) throws IOException {
        try (RawClient client = new RawClient(scene.door.port())) {
            try {
                client.send(bytes);
                client.socket().shutdownOutput();
                client.receiveUntilClosed();
            } catch (SocketException closedWhileSending) {
                return;
            } catch (IOException e) {
                throw new AssertionError(
                        what + ": " + e.getMessage() + " after "
                                + HexFormat.of().formatHex(bytes),
                        e);
            }
        }
    }

    private void assertThatTheDoorLives(Scene scene) throws IOException {
        scene.peer(Version.V3, "well-behaved")
                .subscribe("b", 0)
                .publish("b", "m")
                .payloads(1);
        await().until(() -> scene.door.line().status().occupancy().connections() == 1);
        assertThat(scene.noticed()).doesNotContain(Reason.INTERNAL_ERROR);
        assertThat(scene.departed()).doesNotContain(Reason.INTERNAL_ERROR);
        assertThat(surprises).isEmpty();
    }
}
