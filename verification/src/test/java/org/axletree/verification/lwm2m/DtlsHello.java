package org.axletree.verification.lwm2m;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Somebody who begins a handshake of DTLS 1.2 with a pre-shared key, and does not go on with it. */
final class DtlsHello implements AutoCloseable {
    private static final int HELLO_VERIFY_REQUEST = 3;
    private static final int SERVER_HELLO = 2;
    private static final int MESSAGE_TYPE_AT = 13;
    private static final int COOKIE_LENGTH_AT = 27;
    private static final int PATIENCE_MILLIS = 1_500;

    private final DatagramSocket socket;
    private int sequence;

    DtlsHello(int port) {
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            socket.connect(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the server wants to be shown by whoever hears it; empty if it does not answer. */
    Optional<byte[]> cookie() {
        send(22, hello(0, new byte[0]));
        return answer(HELLO_VERIFY_REQUEST)
                .map(answer -> Arrays.copyOfRange(
                        answer, COOKIE_LENGTH_AT + 1, COOKIE_LENGTH_AT + 1 + answer[COOKIE_LENGTH_AT]));
    }

    /** Shows the cookie: from now on the server waits for what comes next. */
    void begin() {
        send(22, hello(1, cookie().orElseThrow()));
        answer(SERVER_HELLO).orElseThrow();
    }

    /** Says that nothing comes. */
    void abandon() {
        send(21, HexFormat.of().parseHex("0228"));
    }

    private static byte[] hello(int message, byte[] cookie) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(HexFormat.of().parseHex("fefd"));
        body.writeBytes(new byte[32]);
        body.write(0); // no session to take up again
        body.write(cookie.length);
        body.writeBytes(cookie);
        body.writeBytes(HexFormat.of().parseHex("0002c0a80100")); // TLS_PSK_WITH_AES_128_CCM_8, not compressed
        String length = HexFormat.of().toHexDigits(body.size(), 6);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(
                HexFormat.of().parseHex("01" + length + HexFormat.of().toHexDigits(message, 4) + "000000" + length));
        whole.writeBytes(body.toByteArray());
        return whole.toByteArray();
    }

    private void send(int type, byte[] content) {
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        record.writeBytes(HexFormat.of()
                .parseHex(HexFormat.of().toHexDigits(type, 2)
                        + "fefd0000"
                        + HexFormat.of().toHexDigits(sequence++, 12)
                        + HexFormat.of().toHexDigits(content.length, 4)));
        record.writeBytes(content);
        try {
            socket.send(new DatagramPacket(record.toByteArray(), record.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<byte[]> answer(int type) {
        DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
        try {
            do {
                socket.receive(packet);
            } while (packet.getData()[MESSAGE_TYPE_AT] != type);
            return Optional.of(Arrays.copyOf(packet.getData(), packet.getLength()));
        } catch (SocketTimeoutException silence) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
