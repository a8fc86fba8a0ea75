package org.axletree.verification.session;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.axletree.verification.harness.RunningHub;

/** A client that sends what it is told to, byte by byte, and counts what it is answered; for what no honest client does. */
final class GreedyClient implements AutoCloseable {
    static final int CLEAN = 0x02;
    static final int WILL = 0x0C;
    private static final int USER_NAME = 0x80;
    private static final int FAILURE = 0x80;
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;
    private final OutputStream out;
    private final DataInputStream in;

    GreedyClient(RunningHub hub) {
        this(hub, 0);
    }

    /** @param receiveBuffer in bytes, for one that reads nothing; 0 for the system's */
    GreedyClient(RunningHub hub, int receiveBuffer) {
        try {
            socket = new Socket();
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.connect(new InetSocketAddress("127.0.0.1", hub.mqttPort()));
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            out = socket.getOutputStream();
            in = new DataInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** CONNECT of MQTT 3.1.1. Answers the return code; -1 if the connection ended. */
    int connect(int flags, String clientId, String userName, byte[]... will) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(text("MQTT"));
        body.writeBytes(new byte[] {4, (byte) (flags | USER_NAME), 0, 0});
        body.writeBytes(text(clientId));
        for (byte[] part : will) {
            body.writeBytes(binary(part));
        }
        body.writeBytes(text(userName));
        if (!send(0x10, body.toByteArray())) {
            return -1;
        }
        return answer(3);
    }

    /** CONNECT of MQTT 5 with a clean session. Answers the reason code; nothing but the end is read afterwards. */
    int connectForAliases(String clientId, String userName) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(text("MQTT"));
        body.writeBytes(new byte[] {5, (byte) (CLEAN | USER_NAME), 0, 0, 0});
        body.writeBytes(text(clientId));
        body.writeBytes(text(userName));
        return send(0x10, body.toByteArray()) ? answer(3) : -1;
    }

    /** CONNECT of MQTT 5 that begins an exchange of SCRAM-SHA-256. Answers whether the hub goes on with it. */
    boolean beginExchange(String clientId, byte[] first) {
        ByteArrayOutputStream properties = new ByteArrayOutputStream();
        properties.write(0x15);
        properties.writeBytes(text("SCRAM-SHA-256"));
        properties.write(0x16);
        properties.writeBytes(binary(first));
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(text("MQTT"));
        body.writeBytes(new byte[] {5, CLEAN, 0, 0});
        body.writeBytes(length(properties.size()));
        body.writeBytes(properties.toByteArray());
        body.writeBytes(text(clientId));
        return send(0x10, body.toByteArray()) && answer(0) == 0xF0;
    }

    /** An empty message at QoS 0 whose topic gets an alias. */
    boolean publishWithAlias(int alias, String topic) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(text(topic));
        body.writeBytes(new byte[] {3, 0x23, 0, (byte) alias});
        return send(0x30, body.toByteArray());
    }

    /** At QoS 1. Answers whether it was granted. */
    boolean subscribe(String filter) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(new byte[] {0, 1});
        body.writeBytes(text(filter));
        body.write(1);
        int code = send(0x82, body.toByteArray()) ? answer(4) : -1;
        return code >= 0 && code < FAILURE;
    }

    /** @param first the first byte of the packet. Answers false if the connection has ended */
    boolean publish(int first, int packetId, String topic, byte[] payload) {
        return send(first, published(first, packetId, topic, payload));
    }

    /** All of a PUBLISH but its last byte. */
    boolean publishInPart(String topic, byte[] payload) {
        byte[] packet = packet(0x30, published(0x30, 0, topic, payload));
        return write(packet, packet.length - 1);
    }

    private static byte[] published(int first, int packetId, String topic, byte[] payload) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(text(topic));
        if ((first & 6) != 0) {
            body.write(packetId >> 8);
            body.write(packetId);
        }
        body.writeBytes(payload);
        return body.toByteArray();
    }

    /** Waits for the answer of four bytes to a PUBLISH; false if the connection has ended. */
    boolean acknowledged() {
        return answer(3) >= 0;
    }

    /** Takes and acknowledges so many messages of QoS 1. Answers how many came. */
    int take(int messages) {
        int taken = 0;
        try {
            while (taken < messages) {
                in.readUnsignedByte();
                byte[] body = new byte[readLength()];
                in.readFully(body);
                int id = 2 + ((body[0] & 0xFF) << 8 | body[1] & 0xFF);
                raw(new byte[] {0x40, 2, body[id], body[id + 1]});
                taken++;
            }
        } catch (IOException ended) {
            // That is all.
        }
        return taken;
    }

    private int readLength() throws IOException {
        int length = 0;
        int next = 0x80;
        for (int shift = 0; next >= 0x80; shift += 7) {
            next = in.readUnsignedByte();
            length |= (next & 0x7F) << shift;
        }
        return length;
    }

    /** Whatever bytes. */
    boolean raw(byte[] bytes) {
        return write(bytes, bytes.length);
    }

    private boolean send(int first, byte[] body) {
        byte[] packet = packet(first, body);
        return write(packet, packet.length);
    }

    private boolean write(byte[] bytes, int length) {
        try {
            out.write(bytes, 0, length);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    /** A byte of the next packet, from 0; -1 if the connection has ended. */
    private int answer(int at) {
        try {
            byte[] packet = new byte[at + 1];
            in.readFully(packet);
            return packet[at] & 0xFF;
        } catch (IOException closed) {
            return -1;
        }
    }

    private static byte[] packet(int first, byte[] body) {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(first);
        packet.writeBytes(length(body.length));
        packet.writeBytes(body);
        return packet.toByteArray();
    }

    private static byte[] length(int bytes) {
        ByteArrayOutputStream length = new ByteArrayOutputStream();
        int rest = bytes;
        do {
            length.write(rest > 127 ? rest & 127 | 128 : rest);
            rest >>= 7;
        } while (rest > 0);
        return length.toByteArray();
    }

    private static byte[] text(String text) {
        return binary(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] binary(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes.length >> 8);
        out.write(bytes.length);
        out.writeBytes(bytes);
        return out.toByteArray();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
