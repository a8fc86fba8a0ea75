package org.axletree.mqtt.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectReaderTest {
    private static Connect read(String body) {
        ByteBuf bytes = Hex.of(body);
        return ConnectReader.read(bytes, 0, bytes.readableBytes());
    }

    @Test
    void connectOfMqtt311_isRead() {
        Connect connect = read("\"MQTT\" 04 c2 003c \"c\" \"user\" \"word\"");
        assertThat(connect.version()).isEqualTo(MqttVersion.MQTT_3_1_1);
        assertThat(connect.cleanStart()).isTrue();
        assertThat(connect.keepAliveSeconds()).isEqualTo(60);
        assertThat(connect.clientId()).isEqualTo("c");
        assertThat(connect.userName()).contains("user");
        assertThat(connect.password().orElseThrow()).isEqualTo("word".getBytes());
        assertThat(connect.will()).isEmpty();
        assertThat(connect.properties()).isEqualTo(ConnectProperties.NONE);
        assertThat(connect.toString()).doesNotContain("word");
    }

    @Test
    void connectOfMqtt31_longClientIdAndMissingUserName_isRead() {
        Connect connect = read("\"MQIsdp\" 03 c3 0000 \"a-client-identifier-of-more-than-23-characters\"");
        assertThat(connect.version()).isEqualTo(MqttVersion.MQTT_3_1);
        assertThat(connect.userName()).isEmpty();
        assertThat(connect.password()).isEmpty();
    }

    @Test
    void connectOfMqtt5_isReadWithAllItsProperties() {
        Connect connect = read("\"MQTT\" 05 02 0000"
                + " < 11 00000e10 21 0014 27 00010000 22 0005 19 01 17 00 26 \"k\" \"v\" 26 \"k\" \"w\" >"
                + " \"\"");
        ConnectProperties properties = connect.properties();
        assertThat(properties.sessionExpirySeconds()).isEqualTo(3_600);
        assertThat(properties.receiveMaximum()).isEqualTo(20);
        assertThat(properties.maximumPacketSize()).isEqualTo(65_536);
        assertThat(properties.topicAliasMaximum()).isEqualTo(5);
        assertThat(properties.responseInformation()).isTrue();
        assertThat(properties.problemInformation()).isFalse();
        assertThat(properties.authenticationMethod()).isEmpty();
        assertThat(connect.clientId()).isEmpty();
    }

    @Test
    void connectOfMqtt5_passwordWithoutUserName_isRead() {
        assertThat(read("\"MQTT\" 05 42 0000 00 \"c\" \"word\"").password()).isPresent();
    }

    @Test
    void authenticationMethod_isTold() {
        assertThat(read("\"MQTT\" 05 02 0000 0b 15 \"SASL\" 16 0001 00 \"c\"")
                        .properties()
                        .authenticationMethod())
                .contains("SASL");
    }

    @Test
    void willOfMqtt311_isRead() {
        Will will = read("\"MQTT\" 04 36 0000 \"c\" \"w/t\" \"gone\"").will().orElseThrow();
        assertThat(will.topic().text()).isEqualTo("w/t");
        assertThat(will.qos()).isEqualTo(Qos.EXACTLY_ONCE);
        assertThat(will.retain()).isTrue();
        assertThat(will.payload()).isEqualTo("gone".getBytes());
        assertThat(will.properties()).isSameAs(RawProperties.NONE);
        assertThat(will.delaySeconds()).isZero();
    }

    @Test
    void willOfMqtt5_isReadWithItsProperties() {
        Will will = read("\"MQTT\" 05 0e 0000 00 \"c\" < 18 0000001e 03 \"t\" 02 0000003c 01 01 > \"w\" \"m\"")
                .will()
                .orElseThrow();
        assertThat(will.qos()).isEqualTo(Qos.AT_LEAST_ONCE);
        assertThat(will.delaySeconds()).isEqualTo(30);
        assertThat(will.properties().expirySeconds()).isEqualTo(60);
        assertThat(will.properties().read().contentType()).isEqualTo("t");
        assertThat(will.properties().read().text()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "protocol nobody knows        | MALFORMED_PACKET             | \"MQTX\" 04 02 0000 \"c\"",
                "level 6                      | PROTOCOL_VERSION_UNSUPPORTED | \"MQTT\" 06 02 0000 \"c\"",
                "a bridge of Mosquitto        | PROTOCOL_VERSION_UNSUPPORTED | \"MQTT\" 84 02 0000 \"c\"",
                "level of 3.1.1, name of 3.1  | PROTOCOL_VERSION_UNSUPPORTED | \"MQIsdp\" 04 02 0000 \"c\"",
                "reserved flag                | MALFORMED_PACKET             | \"MQTT\" 04 03 0000 \"c\"",
                "will QoS without will        | MALFORMED_PACKET             | \"MQTT\" 04 0a 0000 \"c\"",
                "will retain without will     | MALFORMED_PACKET             | \"MQTT\" 04 22 0000 \"c\"",
                "will QoS 3                   | MALFORMED_PACKET             | \"MQTT\" 04 1e 0000 \"c\" \"w\" \"m\"",
                "password without user name   | MALFORMED_PACKET             | \"MQTT\" 04 42 0000 \"c\" \"p\"",
                "ends before the user name    | MALFORMED_PACKET             | \"MQTT\" 04 82 0000 \"c\"",
                "ends in the client identifier| MALFORMED_PACKET             | \"MQTT\" 04 02 0000 0005 61",
                "ends in the keep alive       | MALFORMED_PACKET             | \"MQTT\" 04 02 00",
                "nothing at all               | MALFORMED_PACKET             | 00",
                "something behind             | MALFORMED_PACKET             | \"MQTT\" 04 02 0000 \"c\" 00",
                "receive maximum 0            | PROTOCOL_ERROR               | \"MQTT\" 05 02 0000 03 21 0000 \"c\"",
                "maximum packet size 0        | PROTOCOL_ERROR               | \"MQTT\" 05 02 0000 05 27 00000000 \"c\"",
                "problem information 2        | PROTOCOL_ERROR               | \"MQTT\" 05 02 0000 02 17 02 \"c\"",
                "expiry twice                 | PROTOCOL_ERROR               | \"MQTT\" 05 02 0000 0a 11 00000001 11 00000001 \"c\"",
                "data without a method        | PROTOCOL_ERROR               | \"MQTT\" 05 02 0000 04 16 0001 61 \"c\"",
                "unknown property             | MALFORMED_PACKET             | \"MQTT\" 05 02 0000 02 7e 00 \"c\"",
                "property of another packet   | MALFORMED_PACKET             | \"MQTT\" 05 02 0000 03 23 0001 \"c\"",
                "property of a server         | MALFORMED_PACKET             | \"MQTT\" 05 02 0000 03 13 0001 \"c\"",
                "properties of too many digits| MALFORMED_PACKET             | \"MQTT\" 05 02 0000 80 00 \"c\"",
                "properties beyond the packet | MALFORMED_PACKET             | \"MQTT\" 05 02 0000 7f \"c\"",
                "property cut by their length | MALFORMED_PACKET             | \"MQTT\" 05 02 0000 02 21 0001 \"c\"",
                "will topic with a wildcard   | MALFORMED_PACKET             | \"MQTT\" 04 06 0000 \"c\" \"w/+\" \"m\"",
                "will without a topic         | EMPTY_TOPIC                  | \"MQTT\" 04 06 0000 \"c\" \"\" \"m\"",
                "will response topic a/#      | PROTOCOL_ERROR               | \"MQTT\" 05 06 0000 00 \"c\" 06 08 \"a/#\" \"w\" \"m\""
            })
    void connect_thatIsWrong_isRefused(String what, Reason reason, String body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        PacketException.class,
                        flaw -> assertThat(flaw.reason()).as(what).isEqualTo(reason));
    }
}
