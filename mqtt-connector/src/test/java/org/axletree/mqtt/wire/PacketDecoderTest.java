package org.axletree.mqtt.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axletree.core.outcome.Reason;
import org.axletree.door.pressure.Share;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PacketDecoderTest {
    private final List<String> packets = new ArrayList<>();
    private final List<ByteBuf> reads = new ArrayList<>();
    private Optional<PacketException> flaw = Optional.empty();
    private Optional<PacketException> answer = Optional.empty();
    private int announced;
    private boolean pauses;

    private final PacketDecoder decoder = new PacketDecoder(
            new PacketSink() {
                @Override
                public void announced(int first) {
                    announced++;
                }

                @Override
                public void packet(int first, ByteBuf buffer, int from, int to) {
                    packets.add(Integer.toHexString(first) + ":" + ByteBufUtil.hexDump(buffer, from, to - from));
                    answer.ifPresent(thrown -> {
                        throw thrown;
                    });
                    if (pauses) {
                        decoder().pause();
                    }
                }

                @Override
                public void flawed(int first, PacketException what) {
                    assertThat(flaw).isEmpty();
                    flaw = Optional.of(what);
                }
            },
            1_000,
            TestShares.roomy());
    private final EmbeddedChannel channel = new EmbeddedChannel(decoder);

    private PacketDecoder decoder() {
        return decoder;
    }

    @AfterEach
    void everythingIsReleased() {
        channel.finishAndReleaseAll();
        assertThat(reads).allMatch(read -> read.refCnt() == 0);
    }

    private void read(byte[] bytes) {
        ByteBuf read = PooledByteBufAllocator.DEFAULT.buffer(bytes.length).writeBytes(bytes);
        reads.add(read);
        channel.writeInbound(read);
    }

    private void read(String hex) {
        read(Hex.bytes(hex));
    }

    @Test
    void manyPacketsInOneRead_areCutApart() {
        read("c0 00 40 02 00 07 e0 00");
        assertThat(packets).containsExactly("c0:", "40:0007", "e0:");
    }

    @Test
    void packetsByteByByte_areTheSamePackets() {
        for (byte one : Hex.bytes("30 03 00 01 61 c0 00 40 02 00 07")) {
            read(new byte[] {one});
        }
        assertThat(packets).containsExactly("30:000161", "c0:", "40:0007");
    }

    @Test
    void packets_splitAnywhere_areTheSamePackets() {
        byte[] all = Hex.bytes("30 03 00 01 61 32 06 00 01 61 00 01 62 c0 00 40 02 00 07");
        for (int first = 0; first <= all.length; first++) {
            for (int second = first; second <= all.length; second++) {
                packets.clear();
                read(java.util.Arrays.copyOfRange(all, 0, first));
                read(java.util.Arrays.copyOfRange(all, first, second));
                read(java.util.Arrays.copyOfRange(all, second, all.length));
                assertThat(packets).containsExactly("30:000161", "32:000161000162", "c0:", "40:0007");
            }
        }
    }

    /** Whoever sends all but the end of long packets would make the door hold as much as it likes. */
    @Test
    void partOfAPacket_withoutRoom_isRefused() {
        Share room = TestShares.of(30_000);
        decoder.within(room);
        decoder.limit(1_000_000);
        // 65,535 bytes are to come.
        byte[] beginning = new byte[5_000];
        beginning[0] = 0x30;
        beginning[1] = (byte) 0xff;
        beginning[2] = (byte) 0xff;
        beginning[3] = 3;
        read(beginning);
        assertThat(room.used()).isZero();
        read(new byte[5_000]);
        assertThat(room.used()).isGreaterThan(8_000);
        assertThat(flaw).isEmpty();
        read(new byte[40_000]);
        assertThat(flaw.orElseThrow().reason()).isEqualTo(Reason.MEMORY_EXCEEDED);
        channel.finishAndReleaseAll();
        assertThat(room.used()).isZero();
    }

    @Test
    void payload_keptByItsReader_outlivesTheRead() {
        ByteBuf[] kept = new ByteBuf[1];
        EmbeddedChannel other = new EmbeddedChannel(new PacketDecoder(
                new PacketSink() {
                    @Override
                    public void announced(int first) {}

                    @Override
                    public void packet(int first, ByteBuf buffer, int from, int to) {
                        kept[0] = buffer.retainedSlice(from, to - from);
                    }

                    @Override
                    public void flawed(int first, PacketException what) {}
                },
                1_000,
                TestShares.roomy()));
        other.writeInbound(PooledByteBufAllocator.DEFAULT.buffer().writeBytes(Hex.bytes("30 03 00 01 61")));
        assertThat(ByteBufUtil.hexDump(kept[0])).isEqualTo("000161");
        assertThat(kept[0].release()).isTrue();
        other.finishAndReleaseAll();
    }

    @Test
    void lengthOfTwoDigits_isRead() {
        byte[] packet = new byte[3 + 200];
        packet[0] = 0x30;
        packet[1] = (byte) 0xC8;
        packet[2] = 0x01;
        read(packet);
        assertThat(packets).hasSize(1);
        assertThat(packets.get(0)).hasSize(3 + 400);
    }

    @Test
    void length_moreThanTheLimit_isRefusedBeforeItsBody() {
        read("30 e9 07");
        assertThat(flaw.orElseThrow().reason()).isEqualTo(Reason.PACKET_TOO_LARGE);
        read("c0 00");
        assertThat(packets).isEmpty();
    }

    @Test
    void length_uptoTheLimit_isWaitedFor() {
        read("30 e8 07");
        assertThat(flaw).isEmpty();
        assertThat(announced).isEqualTo(1);
    }

    @Test
    void length_ofFiveDigits_isMalformed() {
        read("30 80 80 80 80");
        assertThat(flaw.orElseThrow().reason()).isEqualTo(Reason.MALFORMED_PACKET);
    }

    @Test
    void lengthOfMoreDigitsThanNeeded_isTakenInMqtt3() {
        read("c0 80 80 00");
        assertThat(packets).containsExactly("c0:");
    }

    @Test
    void mqtt_1_5_5_1_lengthOfMoreDigitsThanNeeded_isMalformedInMqtt5() {
        decoder.requireShortest();
        read("c0 80 00");
        assertThat(flaw.orElseThrow().reason()).isEqualTo(Reason.MALFORMED_PACKET);
        assertThat(packets).isEmpty();
    }

    @Test
    void packetThatIsRefused_isTheLast() {
        answer = Optional.of(new PacketException(Reason.PROTOCOL_ERROR, "on purpose"));
        read("c0 00 c0 00");
        read("c0 00");
        assertThat(packets).containsExactly("c0:");
        assertThat(flaw).isEqualTo(answer);
    }

    @Test
    void pause_whatCameBehind_waitsAndComesInOrder() {
        pauses = true;
        read("10 00 c0 00 30 03 00");
        read("01 61 40 02");
        assertThat(packets).containsExactly("10:");
        pauses = false;
        decoder.resume();
        assertThat(packets).containsExactly("10:", "c0:", "30:000161");
        read("00 07");
        assertThat(packets).containsExactly("10:", "c0:", "30:000161", "40:0007");
    }

    @Test
    void pause_moreThanIsKept_isAnError() {
        pauses = true;
        read("10 00");
        for (int i = 0; i < 10; i++) {
            read(new byte[64 * 1024]);
        }
        assertThat(flaw.orElseThrow().reason()).isEqualTo(Reason.PROTOCOL_ERROR);
    }

    @Test
    void stop_restOfTheRead_isDropped() {
        decoder.stop();
        read("c0 00");
        assertThat(packets).isEmpty();
    }
}
