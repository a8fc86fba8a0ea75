package org.axletree.mqtt.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.OptionalLong;
import org.axletree.core.message.MessageProperties;
import org.axletree.core.message.Qos;
import org.axletree.core.message.UserProperty;
import org.axletree.core.outcome.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishReaderTest {
    private static final int MOST_ALIASES = 3;

    private final PublishReader mqtt3 = new PublishReader(MqttVersion.MQTT_3_1_1, TestShares.roomy());
    private final PublishReader mqtt5 = new PublishReader(MqttVersion.MQTT_5, TestShares.roomy());

    private static String read(PublishReader reader, int first, String body) {
        ByteBuf bytes = Hex.of(body);
        int end = bytes.readableBytes();
        reader.read(first, bytes, 0, end, MOST_ALIASES);
        return bytes.toString(
                reader.payloadFrom(), end - reader.payloadFrom(), java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void publishAtQos0_isRead() {
        assertThat(read(mqtt3, 0x31, "\"a/b\" 'hi'")).isEqualTo("hi");
        assertThat(mqtt3.topic().text()).isEqualTo("a/b");
        assertThat(mqtt3.topic().levels()).isEqualTo(2);
        assertThat(mqtt3.qos()).isEqualTo(Qos.AT_MOST_ONCE);
        assertThat(mqtt3.retain()).isTrue();
        assertThat(mqtt3.dup()).isFalse();
        assertThat(mqtt3.packetId()).isZero();
    }

    @Test
    void publishAtQos2WithDup_isRead() {
        assertThat(read(mqtt3, 0x3C, "\"a\" 0107")).isEmpty();
        assertThat(mqtt3.qos()).isEqualTo(Qos.EXACTLY_ONCE);
        assertThat(mqtt3.dup()).isTrue();
        assertThat(mqtt3.packetId()).isEqualTo(0x0107);
    }

    @Test
    void topicsThatComeAgain_areNotMadeAgain() {
        read(mqtt3, 0x30, "\"a/1\"");
        TopicName first = mqtt3.topic();
        read(mqtt3, 0x30, "\"a/2\"");
        TopicName second = mqtt3.topic();
        assertThat(second.text()).isEqualTo("a/2");
        read(mqtt3, 0x30, "\"a/1\"");
        assertThat(mqtt3.topic()).isSameAs(first);
        read(mqtt3, 0x30, "\"a/2\"");
        assertThat(mqtt3.topic()).isSameAs(second);
    }

    @Test
    void manyTopics_areEachReadAsTheyAre() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 1_000; i++) {
                String topic = "topic/" + Integer.reverse(i);
                read(mqtt3, 0x30, "\"" + topic + "\"");
                assertThat(mqtt3.topic().text()).isEqualTo(topic);
            }
        }
    }

    @Test
    void properties_areInterpretedOrKeptAsTheyAre() {
        String body =
                "\"a\" < 01 01 02 0000003c 03 \"t\" 23 0002 08 \"r\" 09 0002 ff00 26 \"k\" \"1\" 26 \"k\" \"2\" > 'hi'";
        assertThat(read(mqtt5, 0x30, body)).isEqualTo("hi");
        assertThat(mqtt5.userProperties()).isEqualTo(2);
        RawProperties raw = mqtt5.properties();
        assertThat(raw.expirySeconds()).isEqualTo(60);
        assertThat(raw.forwarded())
                .isEqualTo(Hex.bytes("01 01 03 \"t\" 08 \"r\" 09 0002 ff00 26 \"k\" \"1\" 26 \"k\" \"2\""));
        assertThat(raw.read())
                .isEqualTo(new MessageProperties(
                        true,
                        "t",
                        "r",
                        new byte[] {(byte) 0xFF, 0},
                        OptionalLong.of(60),
                        List.of(new UserProperty("k", "1"), new UserProperty("k", "2"))));
    }

    @Test
    void noProperties_areNone() {
        assertThat(read(mqtt5, 0x30, "\"a\" 00 'hi'")).isEqualTo("hi");
        assertThat(mqtt5.properties()).isSameAs(RawProperties.NONE);
        assertThat(RawProperties.NONE.read()).isEqualTo(MessageProperties.NONE);
    }

    @Test
    void mqtt_3_3_2_7_alias_standsForTheTopicItWasGivenLast() {
        read(mqtt5, 0x30, "\"a\" 03 23 0003");
        read(mqtt5, 0x30, "\"b\" 03 23 0001");
        read(mqtt5, 0x30, "\"\" 03 23 0003");
        assertThat(mqtt5.topic().text()).isEqualTo("a");
        read(mqtt5, 0x30, "\"c\" 03 23 0003");
        read(mqtt5, 0x30, "\"\" 03 23 0003");
        assertThat(mqtt5.topic().text()).isEqualTo("c");
        read(mqtt5, 0x30, "\"\" 03 23 0001");
        assertThat(mqtt5.topic().text()).isEqualTo("b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "QoS 3                    | 36 | INVALID_QOS      | \"a\" 0001",
                "DUP at QoS 0             | 38 | MALFORMED_PACKET | \"a\"",
                "packet identifier 0      | 32 | MALFORMED_PACKET | \"a\" 0000",
                "half a packet identifier | 32 | MALFORMED_PACKET | \"a\" 00",
                "no length of the topic   | 30 | MALFORMED_PACKET | 00",
                "topic beyond the packet  | 30 | MALFORMED_PACKET | 0005 61",
                "empty topic              | 30 | EMPTY_TOPIC      | 0000",
                "topic with +             | 30 | MALFORMED_PACKET | \"a/+\"",
                "topic with #             | 30 | MALFORMED_PACKET | \"#\"",
                "topic with NUL           | 30 | MALFORMED_PACKET | 0001 00"
            })
    void publishOfMqtt3_thatIsWrong_isRefused(String what, String first, Reason reason, String body) {
        assertThatThrownBy(() -> read(mqtt3, Integer.parseInt(first, 16), body))
                .isInstanceOfSatisfying(
                        PacketException.class,
                        flaw -> assertThat(flaw.reason()).as(what).isEqualTo(reason));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "no properties at all      | MALFORMED_PACKET    | \"a\"",
                "properties too long       | MALFORMED_PACKET    | \"a\" 05 01",
                "subscription identifier   | PROTOCOL_ERROR      | \"a\" 02 0b 01",
                "alias 0                   | TOPIC_ALIAS_INVALID | \"a\" 03 23 0000",
                "alias above the maximum   | TOPIC_ALIAS_INVALID | \"a\" 03 23 0004",
                "alias of nothing          | PROTOCOL_ERROR      | \"\" 03 23 0001",
                "neither topic nor alias   | PROTOCOL_ERROR      | \"\" 00",
                "alias twice               | PROTOCOL_ERROR      | \"a\" 06 23 0001 23 0001",
                "payload format 2          | PROTOCOL_ERROR      | \"a\" 02 01 02",
                "expiry twice              | PROTOCOL_ERROR      | \"a\" 0a 02 00000001 02 00000001",
                "response topic with #     | PROTOCOL_ERROR      | \"a\" 04 08 \"#\"",
                "content type not UTF-8    | MALFORMED_PACKET    | \"a\" 04 03 0001 ff",
                "user property not UTF-8   | MALFORMED_PACKET    | \"a\" 07 26 \"k\" 0001 ff",
                "property of CONNECT       | MALFORMED_PACKET    | \"a\" 03 21 0001"
            })
    void publishOfMqtt5_thatIsWrong_isRefused(String what, Reason reason, String body) {
        assertThatThrownBy(() -> read(mqtt5, 0x30, body))
                .isInstanceOfSatisfying(
                        PacketException.class,
                        flaw -> assertThat(flaw.reason()).as(what).isEqualTo(reason));
    }
}
