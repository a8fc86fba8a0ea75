package org.axletree.mqtt.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.axletree.core.outcome.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "00",
                "61 00 62",
                "80",
                "bf",
                "c0 80",
                "c1 bf",
                "c2",
                "c2 41",
                "e0 80 80",
                "e0 9f bf",
                "e2 82",
                "ed a0 80",
                "ed bf bf",
                "ed a0 81 ed b0 80",
                "f0 80 80 80",
                "f0 8f bf bf",
                "f0 9f 98",
                "f4 90 80 80",
                "f5 80 80 80",
                "ff",
                "fe",
                "61 62 63 64 65 66 67 00",
                "61 62 63 64 65 66 67 68 69 c3",
                "61 62 63 64 65 66 67 ff 69"
            })
    void mqtt_1_5_4_1_and_2_illFormedTextOrNul_isMalformed(String bytes) {
        assertThatThrownBy(() -> text(bytes))
                .isInstanceOfSatisfying(
                        PacketException.class, flaw -> assertThat(flaw.reason()).isEqualTo(Reason.MALFORMED_PACKET));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "temperature/outside",
                "Zürich",
                "温度",
                "😀",
                "a\u0001b",
                "\uFFFE",
                "\uFEFFa",
                "abcdefg😀"
            })
    void text_isRead(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(Utf8.text(Unpooled.wrappedBuffer(bytes), 0, bytes.length, "text"))
                .isEqualTo(text);
    }

    @Test
    void mqtt_1_5_4_3_byteOrderMark_isNoSignButACharacter() {
        assertThat(text("ef bb bf 61")).isEqualTo("\uFEFFa");
    }

    @Test
    void text_notAtTheBuffersBegin_endsWhereItEnds() {
        assertThat(Utf8.text(Hex.of("00 'abc' ff"), 1, 3, "text")).isEqualTo("abc");
    }

    @Test
    void randomBytes_areJudgedAsByTheDecoderOfThePlatform() {
        Random random = new Random(20_261_121);
        int[] interesting = {
            0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xE0, 0xED, 0xEF, 0xF0, 0xF4
        };
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[random.nextInt(14)];
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = (byte) interesting[random.nextInt(interesting.length)];
            }
            assertThat(isAccepted(bytes)).isEqualTo(isWellFormedWithoutNul(bytes));
        }
    }

    private static String text(String written) {
        byte[] bytes = Hex.bytes(written);
        return Utf8.text(Unpooled.wrappedBuffer(bytes), 0, bytes.length, "text");
    }

    private static boolean isAccepted(byte[] bytes) {
        try {
            Utf8.requireValid(Unpooled.wrappedBuffer(bytes), 0, bytes.length, "text");
            return true;
        } catch (PacketException e) {
            return false;
        }
    }

    private static boolean isWellFormedWithoutNul(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString()
                            .indexOf('\0')
                    < 0;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
