package org.axletree.mqtt.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FrameReaderTest {
    private static final HexFormat HEX = HexFormat.of();

    private final List<String> controls = new ArrayList<>();
    private final FrameReader reader = new FrameReader(new FrameReader.ControlFrames() {
        @Override
        public void ping(byte[] payload) {
            controls.add("ping " + HEX.formatHex(payload));
        }

        @Override
        public void close() {
            controls.add("close");
        }
    });
    private final ByteArrayOutputStream carried = new ByteArrayOutputStream();

    @Test
    void frames_ofEveryLengthAndCutAnyhow_carryWhatTheyCarried() throws Exception {
        Random random = new Random(2026);
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        boolean fragmented = false;
        for (int i = 0; i < 400; i++) {
            byte[] payload = new byte[i % 40 == 0 ? 70_000 : i % 9 == 0 ? random.nextInt(3_000) : random.nextInt(127)];
            random.nextBytes(payload);
            sent.writeBytes(payload);
            boolean last = random.nextBoolean();
            wire.writeBytes(frame((last ? 0x80 : 0) | (fragmented ? 0 : 2), payload, random.nextInt()));
            fragmented = !last;
            if (i % 5 == 0) {
                wire.writeBytes(frame(i % 2 == 0 ? 0x89 : 0x8A, new byte[] {(byte) i}, random.nextInt()));
            }
        }
        byte[] all = wire.toByteArray();
        for (int from = 0; from < all.length; ) {
            int to = Math.min(all.length, from + 1 + random.nextInt(random.nextBoolean() ? 5 : 5_000));
            read(Arrays.copyOfRange(all, from, to));
            from = to;
        }

        assertThat(carried.toByteArray()).isEqualTo(sent.toByteArray());
        assertThat(controls).hasSize(40).contains("ping 00", "ping 14");
    }

    @Test
    void frames_inFrontOfOtherBytesOfTheBuffer_leaveThemAlone() throws Exception {
        ByteBuf buffer = Unpooled.buffer().writeByte(0x77);
        buffer.skipBytes(1).writeBytes(frame(0x82, new byte[] {1, 2, 3}, 0x01020304));

        reader.read(buffer);

        assertThat(ByteBufUtil.getBytes(buffer)).containsExactly(1, 2, 3);
        assertThat(buffer.getByte(0)).isEqualTo((byte) 0x77);
    }

    @Test
    void close_endsTheReading() throws Exception {
        read(frame(0x88, new byte[] {3, (byte) 0xE8}, 5));
        read(frame(0x82, new byte[] {1}, 5));

        assertThat(controls).containsExactly("close");
        assertThat(carried.size()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            8180,             1003, a text frame
            8201,             1002, not masked
            C280,             1002, reserved bits
            9280,             1002, reserved bits
            8080,             1002, data frame 0 (expected: binary)
            8380,             1002, data frame 3 (expected: binary)
            8B80,             1002, control frame 11
            0980,             1002, control frame 9
            89FE,             1002, control frame 9
            0280000000008280, 1002, data frame 2 (expected: a continuation)
            0280000000008180, 1003, a text frame
            88810000000003,   1002, close with half a code
            82FF8000000000000000AABBCCDD, 1002, length of 64 bits
            """)
    void frames_thatNoMqttClientMaySend_areRefusedAsSoonAsTheyAreSeen(String bytes, int code, String what) {
        assertThatThrownBy(() -> read(HEX.parseHex(bytes)))
                .isInstanceOfSatisfying(WebSocketFault.class, fault -> assertThat(fault.closeCode())
                        .isEqualTo(code))
                .hasMessageContaining(what);
    }

    private void read(byte[] bytes) throws WebSocketFault {
        ByteBuf buffer = Unpooled.wrappedBuffer(bytes);
        reader.read(buffer);
        carried.writeBytes(ByteBufUtil.getBytes(buffer));
    }

    private static byte[] frame(int first, byte[] payload, int mask) {
        ByteBuf frame = Unpooled.buffer().writeByte(first);
        if (payload.length < 126) {
            frame.writeByte(0x80 | payload.length);
        } else if (payload.length < 65_536) {
            frame.writeByte(0x80 | 126).writeShort(payload.length);
        } else {
            frame.writeByte(0x80 | 127).writeLong(payload.length);
        }
        frame.writeInt(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.writeByte(payload[i] ^ mask >>> 24 - i % 4 * 8);
        }
        return ByteBufUtil.getBytes(frame);
    }
}
