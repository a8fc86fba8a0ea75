package org.axletree.mqtt.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.util.stream.Stream;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.adapter.TestDoor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Raw bytes, and what must be answered. The client is {@code h/d} with client identifier {@code c} unless said otherwise. */
class PacketsTest {
    private static final String CLOSED = "";
    private static TestDoor door;

    @BeforeAll
    static void open() {
        door = new TestDoor();
    }

    @AfterAll
    static void close() {
        door.close();
    }

    static Stream<Arguments> beforeSession() {
        return Stream.of(
                // What a CONNECT looks like when all is well: h/d as "c".
                arguments("good", "10 12 00 04 4d 51 54 54 04 82 00 3c 00 01 63 00 03 68 2f 64", "20 02 00 00", false),
                arguments(
                        "MQTT 3.1",
                        "10 14 00 06 4d 51 49 73 64 70 03 82 00 3c 00 01 63 00 03 68 2f 64",
                        "20 02 00 00",
                        false),
                arguments(
                        "clean session 0 has no session to be present [MQTT-3.2.2-3]",
                        "10 12 00 04 4d 51 54 54 04 80 00 3c 00 01 63 00 03 68 2f 64",
                        "20 02 00 00",
                        false),
                arguments(
                        "no client identifier, clean",
                        "10 11 00 04 4d 51 54 54 04 82 00 3c 00 00 00 03 68 2f 64",
                        "20 02 00 00",
                        false),
                arguments(
                        "no client identifier, not clean [MQTT-3.1.3-8]",
                        "10 11 00 04 4d 51 54 54 04 80 00 3c 00 00 00 03 68 2f 64",
                        "20 02 00 02",
                        true),
                arguments("unknown to the gate", "10 0d 00 04 4d 51 54 54 04 02 00 3c 00 01 63", "20 02 00 02", true),
                arguments(
                        "protocol level 6 [MQTT-3.1.2-2]",
                        "10 12 00 04 4d 51 54 54 06 82 00 3c 00 01 63 00 03 68 2f 64",
                        "20 02 00 01",
                        true),
                arguments(
                        "reserved flag [MQTT-3.1.2-3]",
                        "10 12 00 04 4d 51 54 54 04 83 00 3c 00 01 63 00 03 68 2f 64",
                        CLOSED,
                        true),
                arguments(
                        "password without user name [MQTT-3.1.2-22]",
                        "10 12 00 04 4d 51 54 54 04 42 00 3c 00 01 63 00 03 68 2f 64",
                        CLOSED,
                        true),
                arguments(
                        "will QoS without will [MQTT-3.1.2-13]",
                        "10 12 00 04 4d 51 54 54 04 8a 00 3c 00 01 63 00 03 68 2f 64",
                        CLOSED,
                        true),
                arguments(
                        "will retain without will [MQTT-3.1.2-15]",
                        "10 12 00 04 4d 51 54 54 04 a2 00 3c 00 01 63 00 03 68 2f 64",
                        CLOSED,
                        true),
                arguments(
                        "will QoS 3 [MQTT-3.1.2-14]",
                        "10 18 00 04 4d 51 54 54 04 9e 00 3c 00 01 63 00 01 77 00 01 6d 00 03 68 2f 64",
                        CLOSED,
                        true),
                arguments(
                        "a will",
                        "10 18 00 04 4d 51 54 54 04 86 00 3c 00 01 63 00 01 77 00 01 6d 00 03 68 2f 64",
                        "20 02 00 00",
                        false),
                arguments(
                        "NUL in client identifier",
                        "10 12 00 04 4d 51 54 54 04 82 00 3c 00 01 00 00 03 68 2f 64",
                        CLOSED,
                        true),
                arguments(
                        "bytes behind the last field",
                        "10 13 00 04 4d 51 54 54 04 82 00 3c 00 01 63 00 03 68 2f 64 00",
                        CLOSED,
                        true),
                arguments(
                        "fixed header flags of CONNECT",
                        "11 12 00 04 4d 51 54 54 04 82 00 3c 00 01 63 00 03 68 2f 64",
                        CLOSED,
                        true),
                arguments("first packet is PUBLISH [MQTT-3.1.0-1]", "30 03 00 01 61", CLOSED, true),
                arguments("first packet is PINGREQ [MQTT-3.1.0-1]", "c0 00", CLOSED, true),
                arguments("packet of type 0", "00 00", CLOSED, true),
                arguments("packet of type 15 in MQTT 3.1.1", "f0 00", CLOSED, true),
                arguments("remaining length of five digits", "10 ff ff ff ff 01", CLOSED, true),
                arguments("CONNECT of 256 MiB", "10 ff ff ff 7f 00 04 4d 51 54 54 04", CLOSED, true),
                arguments("HTTP", "47 45 54 20 2f 20 48 54 54 50 2f 31 2e 31 0d 0a", CLOSED, true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("beforeSession")
    void connection_firstBytes_areAnswered(String what, String sent, String answer, boolean closes) throws IOException {
        try (RawClient client = new RawClient(door.port())) {
            client.send(sent);
            if (closes) {
                assertThat(client.receiveUntilClosed()).isEqualTo(answer);
            } else {
                assertThat(client.receive(4)).isEqualTo(answer);
                client.send("c0 00");
                assertThat(client.receive(2)).isEqualTo("d0 00");
            }
        }
    }

    static Stream<Arguments> inSession() {
        return Stream.of(
                arguments("PINGREQ [MQTT-3.12.4-1]", "c0 00", "d0 00", null),
                arguments("PUBLISH QoS 1 [MQTT-3.3.4-1]", "32 07 00 01 61 00 07 68 69", "40 02 00 07", null),
                arguments("PUBLISH QoS 1 again with DUP", "3a 07 00 01 61 00 07 68 69", "40 02 00 07", null),
                arguments("PUBLISH without payload", "32 05 00 01 61 00 07", "40 02 00 07", null),
                arguments("PUBLISH retained is an ordinary message", "33 07 00 01 61 00 07 68 69", "40 02 00 07", null),
                arguments("SUBSCRIBE QoS 0", "82 06 00 09 00 01 78 00", "90 03 00 09 00", null),
                arguments("SUBSCRIBE QoS 1", "82 06 00 09 00 01 78 01", "90 03 00 09 01", null),
                arguments("SUBSCRIBE QoS 2", "82 06 00 09 00 01 78 02", "90 03 00 09 02", null),
                arguments("SUBSCRIBE two filters", "82 0a 00 09 00 01 78 01 00 01 79 00", "90 04 00 09 01 00", null),
                arguments(
                        "SUBSCRIBE shared",
                        "82 0f 00 09 00 0a 24 73 68 61 72 65 2f 67 2f 61 00",
                        "90 03 00 09 00",
                        null),
                arguments(
                        "SUBSCRIBE shared without a group [MQTT-4.8.2-1]",
                        "82 0e 00 09 00 09 24 73 68 61 72 65 2f 2f 61 00",
                        CLOSED,
                        Reason.INVALID_FILTER),
                arguments("UNSUBSCRIBE [MQTT-3.10.4-4]", "a2 05 00 0a 00 01 78", "b0 02 00 0a", null),
                arguments("PUBACK of nothing", "40 02 00 05 c0 00", "d0 00", null),
                arguments("DISCONNECT [MQTT-3.14.4-2]", "e0 00", CLOSED, Reason.DISCONNECTED),
                arguments("DISCONNECT with a body", "e0 01 00", CLOSED, Reason.MALFORMED_PACKET),
                arguments("DISCONNECT with flags [MQTT-3.14.1-1]", "e1 00", CLOSED, Reason.MALFORMED_PACKET),
                arguments(
                        "second CONNECT [MQTT-3.1.0-2]",
                        "10 12 00 04 4d 51 54 54 04 82 00 3c 00 01 63 00 03 68 2f 64",
                        CLOSED,
                        Reason.PROTOCOL_ERROR),
                arguments("CONNACK from a client", "20 02 00 00", CLOSED, Reason.PROTOCOL_ERROR),
                arguments("SUBACK from a client", "90 03 00 09 01", CLOSED, Reason.PROTOCOL_ERROR),
                arguments("PINGRESP from a client", "d0 00", CLOSED, Reason.PROTOCOL_ERROR),
                arguments("PUBREC of nothing", "50 02 00 01", "62 02 00 01", null),
                arguments("PUBREL of nothing [MQTT-4.3.3-11]", "62 02 00 01", "70 02 00 01", null),
                arguments("PUBREL with wrong flags [MQTT-3.6.1-1]", "60 02 00 01", CLOSED, Reason.MALFORMED_PACKET),
                arguments("PUBLISH QoS 2 [MQTT-4.3.3-8]", "34 07 00 01 61 00 07 68 69", "50 02 00 07", null),
                arguments("PUBLISH QoS 3 [MQTT-3.3.1-4]", "36 07 00 01 61 00 07 68 69", CLOSED, Reason.INVALID_QOS),
                arguments(
                        "PUBLISH QoS 0 with DUP [MQTT-3.3.1-2]",
                        "38 05 00 01 61 68 69",
                        CLOSED,
                        Reason.MALFORMED_PACKET),
                arguments(
                        "PUBLISH packet id 0 [MQTT-2.3.1-1]",
                        "32 07 00 01 61 00 00 68 69",
                        CLOSED,
                        Reason.MALFORMED_PACKET),
                arguments("PUBLISH without topic [MQTT-4.7.3-1]", "30 04 00 00 68 69", CLOSED, Reason.EMPTY_TOPIC),
                arguments(
                        "PUBLISH with wildcard [MQTT-3.3.2-2]",
                        "30 05 00 01 23 68 69",
                        CLOSED,
                        Reason.MALFORMED_PACKET),
                arguments(
                        "PUBLISH NUL in topic [MQTT-4.7.3-2]", "30 05 00 01 00 68 69", CLOSED, Reason.MALFORMED_PACKET),
                arguments(
                        "PUBLISH surrogate in topic [MQTT-1.5.3-1]",
                        "30 07 00 03 ed a0 80 68 69",
                        CLOSED,
                        Reason.MALFORMED_PACKET),
                arguments(
                        "PUBLISH overlong UTF-8 in topic", "30 06 00 02 c0 80 68 69", CLOSED, Reason.MALFORMED_PACKET),
                arguments(
                        "PUBLISH topic longer than packet, seen with the bytes that follow",
                        "30 03 00 05 61 c0 00 c0 00 c0 00",
                        CLOSED,
                        Reason.MALFORMED_PACKET),
                arguments("PINGREQ with a body", "c0 01 00", CLOSED, Reason.MALFORMED_PACKET),
                arguments("PINGREQ with flags", "c1 00", CLOSED, Reason.MALFORMED_PACKET),
                arguments("PUBACK with a body", "40 03 00 05 00", CLOSED, Reason.MALFORMED_PACKET),
                arguments(
                        "SUBSCRIBE with wrong flags [MQTT-3.8.1-1]",
                        "80 06 00 09 00 01 78 00",
                        CLOSED,
                        Reason.MALFORMED_PACKET),
                arguments("SUBSCRIBE without filter [MQTT-3.8.3-3]", "82 02 00 09", CLOSED, Reason.PROTOCOL_ERROR),
                arguments(
                        "SUBSCRIBE packet id 0 [MQTT-2.3.1-1]",
                        "82 06 00 00 00 01 78 00",
                        CLOSED,
                        Reason.MALFORMED_PACKET),
                arguments("SUBSCRIBE QoS 3 [MQTT-3-8.3-4]", "82 06 00 09 00 01 78 03", CLOSED, Reason.INVALID_QOS),
                arguments(
                        "SUBSCRIBE reserved bits [MQTT-3-8.3-4]",
                        "82 06 00 09 00 01 78 04",
                        CLOSED,
                        Reason.MALFORMED_PACKET),
                arguments(
                        "SUBSCRIBE empty filter [MQTT-4.7.3-1]", "82 05 00 09 00 00 00", CLOSED, Reason.INVALID_FILTER),
                arguments(
                        "SUBSCRIBE a/#/b [MQTT-4.7.1-2]",
                        "82 0a 00 09 00 05 61 2f 23 2f 62 00",
                        CLOSED,
                        Reason.INVALID_FILTER),
                arguments("SUBSCRIBE a+ [MQTT-4.7.1-3]", "82 07 00 09 00 02 61 2b 00", CLOSED, Reason.INVALID_FILTER),
                arguments("UNSUBSCRIBE without filter [MQTT-3.10.3-2]", "a2 02 00 0a", CLOSED, Reason.PROTOCOL_ERROR),
                arguments(
                        "UNSUBSCRIBE wrong flags [MQTT-3.10.1-1]",
                        "a0 05 00 0a 00 01 78",
                        CLOSED,
                        Reason.MALFORMED_PACKET));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inSession")
    void session_bytes_areAnswered(String what, String sent, String answer, Reason reason) throws IOException {
        door.forget();
        try (RawClient client = RawClient.connected(door.port(), "h/d", "c")) {
            client.send(sent);
            if (answer.equals(CLOSED)) {
                assertThat(client.receiveUntilClosed()).isEqualTo(CLOSED);
                await().untilAsserted(() -> assertThat(door.hub.departures)
                        .extracting(departure -> departure.reason())
                        .containsExactly(reason));
            } else {
                assertThat(client.receive(RawClient.hex(answer).length)).isEqualTo(answer);
            }
            if (reason != null && reason != Reason.DISCONNECTED) {
                assertThat(door.hub.noticed()).containsExactly(reason);
            } else {
                assertThat(door.hub.noticed()).isEmpty();
            }
        }
        await().until(() -> door.line().status().occupancy().connections() == 0);
    }

    @Test
    void client_sendsBehindConnect_isServedInOrder() throws IOException {
        try (RawClient client = new RawClient(door.port())) {
            java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
            all.writeBytes(RawClient.connect("h/d", "c"));
            all.writeBytes(RawClient.subscribe(1, "early", 0));
            all.writeBytes(RawClient.publish("early", 2, "x".getBytes()));
            client.send(all.toByteArray());
            assertThat(client.receive(4)).isEqualTo("20 02 00 00");
            assertThat(client.receive(5)).isEqualTo("90 03 00 01 00");
            assertThat(client.receive(14)).isEqualTo("30 08 00 05 65 61 72 6c 79 78 40 02 00 02");
        }
    }

    @Test
    void packet_byteByByte_isTheSamePacket() throws IOException {
        try (RawClient client = RawClient.connected(door.port(), "h/d", "c")) {
            for (byte one : RawClient.publish("slow", 3, "abc".getBytes())) {
                client.send(new byte[] {one});
            }
            assertThat(client.receive(4)).isEqualTo("40 02 00 03");
        }
    }
}
