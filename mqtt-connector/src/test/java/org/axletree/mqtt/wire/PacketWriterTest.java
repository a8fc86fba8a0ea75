package org.axletree.mqtt.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PacketWriterTest {
    private static final ConnAck WELCOME = new ConnAck(
            true,
            OptionalLong.of(10),
            20,
            Qos.AT_LEAST_ONCE,
            false,
            4_096,
            Optional.of("id"),
            3,
            OptionalInt.of(60),
            Optional.of("r"),
            Optional.empty());

    private final PacketWriter mqtt3 = new PacketWriter(MqttVersion.MQTT_3_1_1, ConnectProperties.NONE);
    private final PacketWriter mqtt5 = new PacketWriter(MqttVersion.MQTT_5, ConnectProperties.NONE);

    private static PacketWriter wishing(long maximumPacketSize, boolean problemInformation) {
        return new PacketWriter(
                MqttVersion.MQTT_5,
                new ConnectProperties(
                        0, 10, maximumPacketSize, 0, false, problemInformation, Optional.empty(), Optional.empty()));
    }

    @Test
    void connAck_ofMqtt3_hasTwoBytes() {
        assertThat(mqtt3.connAck(WELCOME)).isEqualTo(Hex.bytes("20 02 01 00"));
        assertThat(mqtt3.connAck(Reason.DEVICE_DISABLED, "")).isEqualTo(Hex.bytes("20 02 00 05"));
    }

    @Test
    void connAck_ofMqtt5_tellsWhatIsOffered() {
        assertThat(mqtt5.connAck(WELCOME))
                .isEqualTo(Hex.bytes("20 23 01 00 < 11 0000000a 21 0014 24 01 25 00 27 00001000 12 \"id\" 22 0003"
                        + " 13 003c 1a \"r\" >"));
    }

    @Test
    void connAck_whatIsAsTheSpecificationHasIt_isNotTold() {
        ConnAck plain = new ConnAck(
                false,
                OptionalLong.empty(),
                20,
                Qos.EXACTLY_ONCE,
                true,
                4_096,
                Optional.empty(),
                3,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty());
        assertThat(mqtt5.connAck(plain)).isEqualTo(Hex.bytes("20 0e 00 00 0b 21 0014 27 00001000 22 0003"));
    }

    @Test
    void disconnect_ofMqtt5_saysWhy() {
        assertThat(mqtt5.disconnect(Reason.TAKEN_OVER, "", ""))
                .isEqualTo(
                        Hex.bytes("e0 2f 8e 2d 1f 002a 'another' 20 'connection' 20 'of' 20 'the' 20 'device' 20 'took'"
                                + " 20 'over'"));
        assertThat(mqtt3.disconnect(Reason.TAKEN_OVER, "", "")).isEmpty();
    }

    /** MQTT 5 section 3.2.2.3.16. */
    @Test
    void serverReference_isToldInMqtt5_whereThePacketIsNotTooLargeForIt() {
        assertThat(wishing(1_000, false).connAck(Reason.HUB_MOVED, "hub:1"))
                .isEqualTo(Hex.bytes("20 0b 00 9d 08 1c 0005 'hub:1'"));
        assertThat(wishing(1_000, false).disconnect(Reason.HUB_MOVED, "", "hub:1"))
                .isEqualTo(Hex.bytes("e0 0a 9d 08 1c 0005 'hub:1'"));
        assertThat(wishing(12, false).connAck(Reason.HUB_MOVED, "hub:1")).isEqualTo(Hex.bytes("20 03 00 9d 00"));
        assertThat(mqtt3.connAck(Reason.HUB_MOVED, "hub:1")).isEqualTo(Hex.bytes("20 02 00 03"));
        assertThat(mqtt3.disconnect(Reason.HUB_MOVED, "", "hub:1")).isEmpty();
    }

    @Test
    void mqtt_3_14_2_3_reasonString_isLeftOutIfTheClientTakesNoSuchPacket() {
        byte[] bare = Hex.bytes("e0 02 82 00");
        byte[] explained = mqtt5.disconnect(Reason.PROTOCOL_ERROR, "PUBLISH", "");
        assertThat(wishing(explained.length, true).disconnect(Reason.PROTOCOL_ERROR, "PUBLISH", ""))
                .isEqualTo(explained);
        assertThat(wishing(explained.length - 1, true).disconnect(Reason.PROTOCOL_ERROR, "PUBLISH", ""))
                .isEqualTo(bare);
    }

    @Test
    void problemInformationUnwanted_reasonString_isLeftOut() {
        assertThat(wishing(1_000, false).disconnect(Reason.PROTOCOL_ERROR, "PUBLISH", ""))
                .isEqualTo(Hex.bytes("e0 02 82 00"));
        assertThat(wishing(1_000, false).subAck(9, 2, Reason.TOPIC_UNAUTHORIZED))
                .isEqualTo(Hex.bytes("90 05 0009 00 87 87"));
    }

    @Test
    void refusalOfAMessage_isToldInMqtt5Only() {
        assertThat(mqtt3.refusal(PacketKind.PUBACK, 7, Reason.TOPIC_UNAUTHORIZED))
                .isEqualTo(Hex.bytes("40 02 0007"));
        assertThat(mqtt5.refusal(PacketKind.PUBREC, 7, Reason.TOPIC_UNAUTHORIZED))
                .isEqualTo(Hex.bytes("50 19 0007 87 < 1f 0012 'unauthorized' 20 'topic' >"));
        assertThat(wishing(20, true).refusal(PacketKind.PUBACK, 7, Reason.TOPIC_UNAUTHORIZED))
                .isEqualTo(Hex.bytes("40 04 0007 87 00"));
    }

    @Test
    void reasonString_isBounded() {
        assertThat(mqtt5.disconnect(Reason.PROTOCOL_ERROR, "x".repeat(100_000), ""))
                .hasSizeLessThan(600);
    }

    @Test
    void subAckAndUnsubAck_haveACodeForEachFilter() {
        assertThat(mqtt3.subAck(9, new byte[] {0, 1, 2})).isEqualTo(Hex.bytes("90 05 0009 00 01 02"));
        assertThat(mqtt5.subAck(9, new byte[] {0, 1, 2})).isEqualTo(Hex.bytes("90 06 0009 00 00 01 02"));
        assertThat(mqtt3.subAck(9, 2, Reason.TOPIC_UNAUTHORIZED)).isEqualTo(Hex.bytes("90 04 0009 80 80"));
        assertThat(mqtt3.unsubAck(10, new byte[] {0, 0x11})).isEqualTo(Hex.bytes("b0 02 000a"));
        assertThat(mqtt5.unsubAck(10, new byte[] {0, 0x11})).isEqualTo(Hex.bytes("b0 05 000a 00 00 11"));
    }

    @Test
    void subAckOfManyFilters_hasALengthOfTwoDigits() {
        byte[] packet = mqtt3.subAck(9, new byte[300]);
        assertThat(packet).hasSize(3 + 2 + 300).startsWith(0x90, 0xAE, 0x02, 0, 9);
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void refusals_areFailuresWhereverTheyStand(Reason reason) {
        PacketWriter brief = wishing(1_000, false);
        assertThat(brief.connAck(reason, "")[3]).isNegative().isNotEqualTo((byte) 0x8B);
        assertThat(brief.disconnect(reason, "", "")[2]).isNegative().isNotEqualTo((byte) 0x88);
        assertThat(brief.subAck(1, 1, reason)[5]).isNegative();
    }

    @Test
    void answers_areWritten() {
        ByteBuf out = Unpooled.buffer();
        Answer.acknowledgement(out, PacketKind.PUBACK, 0x0102);
        Answer.acknowledgement(out, PacketKind.PUBREL, 0x0102);
        Answer.acknowledgement(out, PacketKind.PUBCOMP, 0x0102, 0x92);
        Answer.pingResp(out);
        assertThat(ByteBufUtil.getBytes(out)).isEqualTo(Hex.bytes("40 02 0102 62 02 0102 70 03 0102 92 d0 00"));
    }
}
