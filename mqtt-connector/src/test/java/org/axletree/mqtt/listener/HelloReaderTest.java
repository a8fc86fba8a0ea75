package org.axletree.mqtt.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.axletree.core.door.KeyKind;
import org.axletree.mqtt.connection.TransportFault;
import org.junit.jupiter.api.Test;

class HelloReaderTest {
    private static final int RECORD_HEADER = 5;
    private static final int LONGEST_RECORD = 16 * 1024;

    private final List<Boolean> answers = new ArrayList<>();

    @Test
    void hello_ofAJavaClient_namesWhatItKnows() throws Exception {
        byte[] hello = hello("TLSv1.3", "TLSv1.2");
        for (KeyKind kind : Set.of(KeyKind.ED25519, KeyKind.ED448, KeyKind.P_521, KeyKind.RSA_PSS)) {
            assertThat(answer(Set.of(kind), hello)).as(kind.name()).isTrue();
        }
    }

    @Test
    void hello_ofAClientOfFewSignatures_namesNoOther() {
        byte[] hello = record(message(extension(13, 0, 4, 4, 3, 8, 4)));
        assertThat(answer(Set.of(KeyKind.ED25519, KeyKind.ED448, KeyKind.P_521, KeyKind.RSA_PSS), hello))
                .isFalse();
        byte[] one = record(message(extension(10, 0, 2, 0, 23), extension(13, 0, 4, 4, 3, 8, 7)));
        assertThat(answer(Set.of(KeyKind.ED25519), one)).isTrue();
        assertThat(answer(Set.of(KeyKind.ED448), one)).isFalse();
    }

    @Test
    void hello_withoutSignatures_namesNone() {
        assertThat(answer(Set.of(KeyKind.ED25519), record(message()))).isFalse();
    }

    @Test
    void hello_inSegmentsAndRecordsOfEverySize_isReadTheSame_andPassedOnWhole() throws Exception {
        byte[] hello = hello("TLSv1.3");
        byte[] body = new byte[hello.length - RECORD_HEADER];
        System.arraycopy(hello, RECORD_HEADER, body, 0, body.length);
        Random random = new Random(13);
        for (int i = 0; i < 200; i++) {
            ByteBuf records = Unpooled.buffer();
            for (int at = 0; at < body.length; ) {
                int size = Math.min(body.length - at, 1 + random.nextInt(body.length));
                records.writeBytes(new byte[] {22, 3, 1}).writeShort(size).writeBytes(body, at, size);
                at += size;
            }
            String sent = ByteBufUtil.hexDump(records);
            assertThat(cut(records, random)).isEqualTo(sent);
            assertThat(answers).containsExactly(true);
        }
    }

    @Test
    void hello_damagedAnywhere_isPassedOnOrRefused_butNeverThrows() throws Exception {
        byte[] hello = hello("TLSv1.2");
        Random random = new Random(29);
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = hello.clone();
            for (int times = 1 + random.nextInt(4); times > 0; times--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            HelloReader.names(Unpooled.wrappedBuffer(damaged, 9, random.nextInt(damaged.length - 9)), Set.of());
            answers.clear();
            EmbeddedChannel channel = channel(Set.of(KeyKind.ED25519));
            try {
                channel.writeInbound(Unpooled.wrappedBuffer(damaged));
            } catch (Exception refused) {
                assertThat(refused).hasCauseInstanceOf(SSLException.class);
            }
            channel.finishAndReleaseAll();
            assertThat(answers.size()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void hello_thatIsNoTls_goesToTheNativeOne() {
        assertThat(answer(Set.of(KeyKind.ED25519), "GET / HTTP/1.1\r\n\r\n".getBytes()))
                .isFalse();
    }

    @Test
    void hello_tooLong_isRefusedBeforeItIsThere() {
        List<Object> events = new ArrayList<>();
        EmbeddedChannel channel =
                new EmbeddedChannel(reader(Set.of(KeyKind.ED25519)), new ChannelInboundHandlerAdapter() {
                    @Override
                    public void userEventTriggered(ChannelHandlerContext context, Object event) {
                        events.add(event);
                    }
                });
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {22, 3, 1, 0, 5, 1, 1, 0, 0, 3}));
        channel.checkException();
        assertThat(events).anyMatch(TransportFault.class::isInstance);
        assertThat(answers).isEmpty();
        channel.finishAndReleaseAll();
    }

    /** Sends the bytes in pieces; answers what came out behind the reader, in hexadecimal. */
    private String cut(ByteBuf bytes, Random random) {
        answers.clear();
        EmbeddedChannel channel = channel(Set.of(KeyKind.ED25519));
        while (bytes.isReadable()) {
            channel.writeInbound(
                    bytes.readRetainedSlice(Math.min(bytes.readableBytes(), 1 + random.nextInt(bytes.capacity() / 4))));
        }
        bytes.release();
        StringBuilder passed = new StringBuilder();
        for (ByteBuf out = channel.readInbound(); out != null; out = channel.readInbound()) {
            passed.append(ByteBufUtil.hexDump(out));
            out.release();
        }
        channel.finishAndReleaseAll();
        return passed.toString();
    }

    private boolean answer(Set<KeyKind> expected, byte[] sent) {
        answers.clear();
        EmbeddedChannel channel = channel(expected);
        channel.writeInbound(Unpooled.wrappedBuffer(sent));
        channel.finishAndReleaseAll();
        assertThat(answers).hasSize(1);
        return answers.get(0);
    }

    private EmbeddedChannel channel(Set<KeyKind> expected) {
        return new EmbeddedChannel(reader(expected));
    }

    private HelloReader reader(Set<KeyKind> expected) {
        return new HelloReader(expected, rare -> {
            answers.add(rare);
            return new PassingOn();
        });
    }

    private static final class PassingOn extends ChannelInboundHandlerAdapter {}

    private static byte[] hello(String... versions) throws Exception {
        SSLEngine client = SSLContext.getDefault().createSSLEngine("hub.example", 8883);
        SSLParameters parameters = client.getSSLParameters();
        parameters.setProtocols(versions);
        client.setSSLParameters(parameters);
        client.setUseClientMode(true);
        ByteBuffer sent = ByteBuffer.allocate(LONGEST_RECORD + 1024);
        client.wrap(ByteBuffer.allocate(0), sent);
        byte[] bytes = new byte[sent.flip().remaining()];
        sent.get(bytes);
        return bytes;
    }

    private static ByteBuf extension(int type, int... bytes) {
        ByteBuf extension = Unpooled.buffer().writeShort(type).writeShort(bytes.length);
        for (int each : bytes) {
            extension.writeByte(each);
        }
        return extension;
    }

    private static ByteBuf message(ByteBuf... extensions) {
        ByteBuf all = Unpooled.wrappedBuffer(extensions);
        ByteBuf body = Unpooled.buffer()
                .writeShort(0x0303)
                .writeZero(32)
                .writeByte(0)
                .writeShort(2)
                .writeShort(0x1301)
                .writeByte(1)
                .writeByte(0)
                .writeShort(all.readableBytes())
                .writeBytes(all);
        return Unpooled.buffer().writeByte(1).writeMedium(body.readableBytes()).writeBytes(body);
    }

    private static byte[] record(ByteBuf message) {
        ByteBuf record = Unpooled.buffer()
                .writeBytes(new byte[] {22, 3, 1})
                .writeShort(message.readableBytes())
                .writeBytes(message);
        return ByteBufUtil.getBytes(record);
    }
}
