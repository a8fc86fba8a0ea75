package org.axletree.verification.bench.route;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** One connection that publishes at QoS 1 in large writes and reads the acknowledgements of each before the next but one. */
final class BurstLine implements AutoCloseable {
    private static final int AT_ONCE = 500;
    private static final int ACKNOWLEDGEMENT_BYTES = 4;
    private static final int PATIENCE_MILLIS = 300_000;

    private final byte[] topic;
    private final Socket socket;
    private final OutputStream out;
    private final DataInputStream in;
    private int packetId;
    private int unread;

    BurstLine(int port, String device, byte[] topic) {
        this.topic = topic;
        try {
            socket = new Socket();
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
            out = socket.getOutputStream();
            in = new DataInputStream(socket.getInputStream());
            out.write(connect(device.getBytes(StandardCharsets.UTF_8)));
            read(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** MQTT 3.1.1, a clean session, no keep-alive; the device's id as client identifier and user name. */
    private static byte[] connect(byte[] id) {
        return ByteBuffer.allocate(16 + 2 * id.length)
                .put((byte) 0x10)
                .put((byte) (14 + 2 * id.length))
                .put(new byte[] {0, 4, 'M', 'Q', 'T', 'T', 4, (byte) 0x82, 0, 0})
                .putShort((short) id.length)
                .put(id)
                .putShort((short) id.length)
                .put(id)
                .array();
    }

    /** Says so many messages; returns when all are acknowledged. */
    void burst(int sender, int first, int count) {
        try {
            int before = 0;
            for (int from = 0; from < count; from += AT_ONCE) {
                int now = Math.min(AT_ONCE, count - from);
                ByteBuffer batch = ByteBuffer.allocate(now * 256);
                for (int i = 0; i < now; i++) {
                    put(batch, new Stamp(System.nanoTime(), sender, first + from + i));
                }
                out.write(batch.array(), 0, batch.position());
                read(before);
                before = now;
            }
            read(before);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says one message; what was acknowledged meanwhile is read. */
    synchronized void say(Stamp stamp) {
        try {
            ByteBuffer one = ByteBuffer.allocate(256);
            put(one, stamp);
            out.write(one.array(), 0, one.position());
            unread++;
            int there = in.available() / ACKNOWLEDGEMENT_BYTES;
            read(there);
            unread -= there;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void put(ByteBuffer batch, Stamp stamp) {
        byte[] payload = stamp.payload();
        int length = 2 + topic.length + 2 + payload.length;
        packetId = packetId % 65_535 + 1;
        batch.put((byte) 0x32)
                .put((byte) (length & 0x7F | 0x80))
                .put((byte) (length >> 7))
                .putShort((short) topic.length)
                .put(topic)
                .putShort((short) packetId)
                .put(payload);
    }

    private void read(int acknowledgements) throws IOException {
        in.readFully(new byte[acknowledgements * ACKNOWLEDGEMENT_BYTES]);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // There is nothing left to close.
        }
    }
}
