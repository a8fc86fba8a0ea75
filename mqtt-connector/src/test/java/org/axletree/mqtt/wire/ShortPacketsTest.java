package org.axletree.mqtt.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.axletree.core.topic.SubscriptionFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Acknowledgements, SUBSCRIBE, UNSUBSCRIBE and DISCONNECT of a client. */
class ShortPacketsTest {
    private static final MqttVersion V3 = MqttVersion.MQTT_3_1_1;
    private static final MqttVersion V5 = MqttVersion.MQTT_5;

    /** Reads a body as the kind of packet. */
    private static Object read(int kind, MqttVersion version, String body) {
        ByteBuf bytes = Hex.of(body);
        int end = bytes.readableBytes();
        return switch (kind) {
            case PacketKind.SUBSCRIBE -> Subscribe.read(bytes, 0, end, version);
            case PacketKind.UNSUBSCRIBE -> Unsubscribe.read(bytes, 0, end, version);
            case PacketKind.DISCONNECT -> Disconnect.read(bytes, 0, end, version);
            default -> Acknowledgement.read(kind, bytes, 0, end, version);
        };
    }

    @Test
    void acknowledgement_isReadWithAndWithoutReason() {
        assertThat(read(PacketKind.PUBACK, V3, "0107")).isEqualTo(0x0107);
        int refused = (int) read(PacketKind.PUBREC, V5, "fffe 87");
        assertThat(Acknowledgement.packetId(refused)).isEqualTo(0xFFFE);
        assertThat(Acknowledgement.reasonCode(refused)).isEqualTo(0x87);
        int explained = (int) read(PacketKind.PUBCOMP, V5, "0001 92 < 1f \"gone\" 26 \"\" \"\" >");
        assertThat(Acknowledgement.reasonCode(explained)).isEqualTo(0x92);
    }

    @Test
    void subscribe_isReadWithItsOptions() {
        Subscribe subscribe =
                (Subscribe) read(PacketKind.SUBSCRIBE, V5, "0009 05 0b ff ff ff 7f \"a/+\" 2e \"$share/g/b\" 11");
        assertThat(subscribe.packetId()).isEqualTo(9);
        assertThat(subscribe.requests())
                .containsExactly(
                        new SubscriptionRequest(
                                SubscriptionFilter.of("a/+"),
                                Qos.EXACTLY_ONCE,
                                true,
                                true,
                                SubscriptionRequest.RetainHandling.DO_NOT_SEND,
                                268_435_455),
                        new SubscriptionRequest(
                                SubscriptionFilter.of("$share/g/b"),
                                Qos.AT_LEAST_ONCE,
                                false,
                                false,
                                SubscriptionRequest.RetainHandling.SEND_IF_NEW,
                                268_435_455));
    }

    @Test
    void unsubscribe_isRead() {
        Unsubscribe unsubscribe = (Unsubscribe) read(PacketKind.UNSUBSCRIBE, V3, "000a \"a\" \"b/#\"");
        assertThat(unsubscribe.filters()).containsExactly(SubscriptionFilter.of("a"), SubscriptionFilter.of("b/#"));
    }

    @Test
    void disconnect_isReadWithItsExpiry() {
        Disconnect bare = (Disconnect) read(PacketKind.DISCONNECT, V5, "");
        assertThat(bare.reasonCode()).isZero();
        Disconnect disconnect = (Disconnect) read(PacketKind.DISCONNECT, V5, "04 05 11 0000000a");
        assertThat(disconnect.reasonCode()).isEqualTo(4);
        assertThat(disconnect.sessionExpirySeconds()).hasValue(10);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                " 4 | 3 | MALFORMED_PACKET | 00",
                " 4 | 3 | MALFORMED_PACKET | 0000",
                " 4 | 3 | MALFORMED_PACKET | 0001 00",
                " 4 | 5 | PROTOCOL_ERROR   | 0001 92",
                " 4 | 5 | MALFORMED_PACKET | 0001 00 00 ff",
                " 4 | 5 | MALFORMED_PACKET | 0001 00 03 21 0001",
                " 5 | 5 | PROTOCOL_ERROR   | 0001 92",
                " 6 | 5 | PROTOCOL_ERROR   | 0001 10",
                " 7 | 5 | PROTOCOL_ERROR   | 0001 87",
                " 8 | 3 | PROTOCOL_ERROR   | 0001",
                " 8 | 3 | MALFORMED_PACKET | 0000 ~a~ 00",
                " 8 | 3 | INVALID_QOS      | 0001 0001 61 03",
                " 8 | 3 | MALFORMED_PACKET | 0001 0001 61 04",
                " 8 | 3 | MALFORMED_PACKET | 0001 0001 61",
                " 8 | 3 | INVALID_FILTER   | 0001 0000 00",
                " 8 | 3 | INVALID_FILTER   | 0001 0003 612b62 00",
                " 8 | 5 | PROTOCOL_ERROR   | 0001 02 0b 00 0001 61 00",
                " 8 | 5 | PROTOCOL_ERROR   | 0001 04 0b 01 0b 01 0001 61 00",
                " 8 | 5 | MALFORMED_PACKET | 0001 06 0b 80 80 80 80 01 0001 61 00",
                " 8 | 5 | PROTOCOL_ERROR   | 0001 00 0001 61 03",
                " 8 | 5 | PROTOCOL_ERROR   | 0001 00 0001 61 30",
                " 8 | 5 | MALFORMED_PACKET | 0001 00 0001 61 40",
                " 8 | 5 | PROTOCOL_ERROR   | 0001 00 \"$share/g/a\" 04",
                " 8 | 5 | INVALID_FILTER   | 0001 00 \"$share//a\" 00",
                "10 | 3 | PROTOCOL_ERROR   | 0001",
                "10 | 5 | MALFORMED_PACKET | 0001",
                "10 | 5 | MALFORMED_PACKET | 0000 00 0001 61",
                "14 | 3 | MALFORMED_PACKET | 00",
                "14 | 5 | PROTOCOL_ERROR   | 01",
                "14 | 5 | PROTOCOL_ERROR   | 8b",
                "14 | 5 | MALFORMED_PACKET | 00 00 ff",
                "14 | 5 | PROTOCOL_ERROR   | 00 0a 11 00000000 11 00000000"
            })
    void packet_thatIsWrong_isRefused(int kind, int level, Reason reason, String body) {
        assertThatThrownBy(() -> read(kind, level == 5 ? V5 : V3, body.replace('~', '"')))
                .isInstanceOfSatisfying(
                        PacketException.class, flaw -> assertThat(flaw.reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @CsvSource({"8", "10"})
    void packetOfTooManyFilters_isRefusedBeforeItIsRead(int kind) {
        String filter = kind == PacketKind.SUBSCRIBE ? " \"a\" 00" : " \"a\"";
        assertThatThrownBy(() -> read(kind, V3, "0001" + filter.repeat(50_001)))
                .isInstanceOfSatisfying(
                        PacketException.class, flaw -> assertThat(flaw.reason()).isEqualTo(Reason.QUOTA_EXCEEDED));
    }

    @ParameterizedTest
    @CsvSource({"00,5", "f0,4", "c1,4", "41,4", "60,4", "66,5", "80,4", "8a,4", "a0,5", "e1,5", "f1,5", "11,4"})
    void flags_thatAreWrong_areMalformed(String first, int level) {
        MqttVersion version = level == 5 ? V5 : V3;
        assertThatThrownBy(() -> PacketKind.requireFlags(Integer.parseInt(first, 16), version))
                .isInstanceOf(PacketException.class);
    }

    @ParameterizedTest
    @CsvSource({"10,4", "62,4", "82,5", "a2,5", "c0,4", "e0,4", "f0,5", "8a,3", "6a,3", "aa,3"})
    void flags_thatAreRight_areTaken(String first, int level) {
        MqttVersion version = level == 5 ? V5 : level == 3 ? MqttVersion.MQTT_3_1 : V3;
        PacketKind.requireFlags(Integer.parseInt(first, 16), version);
        assertThat(PacketKind.of(Integer.parseInt(first, 16))).isPositive();
    }
}
