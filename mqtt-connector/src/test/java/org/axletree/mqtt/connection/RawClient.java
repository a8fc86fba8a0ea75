package org.axletree.mqtt.connection;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** A client that says what it is told to, byte by byte. */
public final class RawClient implements AutoCloseable {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");
    /** For a machine that is busy with other things: no test waits for this to pass. */
    private static final int PATIENCE_MILLIS = 60_000;

    private static final int USER_NAME = 0x80;
    private static final int WILL_QOS_1 = 0x08;
    private static final int WILL = 0x04;
    private static final int CLEAN_SESSION = 0x02;

    private final Socket socket;
    private final InputStream in;

    public RawClient(int port) throws IOException {
        this(new Socket("127.0.0.1", port));
    }

    public RawClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
    }

    /** A client with a session already. */
    public static RawClient connected(int port, String userName, String clientId) throws IOException {
        RawClient client = new RawClient(port);
        client.send(connect(userName, clientId));
        String answer = client.receive(4);
        if (!answer.equals("20 02 00 00")) {
            throw new IOException("CONNACK: " + answer);
        }
        return client;
    }

    /** CONNECT of MQTT 3.1.1, clean session, no keep-alive. */
    public static byte[] connect(String userName, String clientId) {
        return connect(userName, clientId, 0);
    }

    public static byte[] connect(String userName, String clientId, int keepAliveSeconds) {
        return connect(USER_NAME | CLEAN_SESSION, userName, clientId, keepAliveSeconds);
    }

    /** CONNECT of MQTT 3.1.1 for a session that outlives the connection, no keep-alive. */
    public static byte[] connectToStay(String userName, String clientId) {
        return connect(USER_NAME, userName, clientId, 0);
    }

    /** CONNECT of MQTT 3.1.1, clean session, no keep-alive, with a will of QoS 1. */
    public static byte[] connectWithWill(String userName, String clientId, String topic, String will) {
        return connect(USER_NAME | CLEAN_SESSION | WILL | WILL_QOS_1, userName, clientId, 0, topic, will);
    }

    private static byte[] connect(
            int flags, String userName, String clientId, int keepAliveSeconds, String... topicAndWill) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(string("MQTT"));
        body.write(4);
        body.write(flags);
        body.write(keepAliveSeconds >> 8);
        body.write(keepAliveSeconds);
        body.writeBytes(string(clientId));
        for (String text : topicAndWill) {
            body.writeBytes(string(text));
        }
        body.writeBytes(string(userName));
        return packet(0x10, body.toByteArray());
    }

    /** @param packetId 0 for QoS 0 */
    public static byte[] publish(String topic, int packetId, byte[] payload) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(string(topic));
        if (packetId != 0) {
            body.write(packetId >> 8);
            body.write(packetId);
        }
        body.writeBytes(payload);
        return packet(packetId == 0 ? 0x30 : 0x32, body.toByteArray());
    }

    public static byte[] subscribe(int packetId, String filter, int qos) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(packetId >> 8);
        body.write(packetId);
        body.writeBytes(string(filter));
        body.write(qos);
        return packet(0x82, body.toByteArray());
    }

    public static byte[] packet(int first, byte[] body) {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(first);
        int rest = body.length;
        do {
            packet.write(rest > 127 ? rest & 127 | 128 : rest);
            rest >>= 7;
        } while (rest > 0);
        packet.writeBytes(body);
        return packet.toByteArray();
    }

    public static byte[] string(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes.length >> 8);
        out.write(bytes.length);
        out.writeBytes(bytes);
        return out.toByteArray();
    }

    public static byte[] hex(String bytes) {
        return HEX.parseHex(bytes);
    }

    public RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Only the first bytes of a packet. */
    public RawClient send(byte[] bytes, int first) throws IOException {
        return send(Arrays.copyOf(bytes, first));
    }

    public RawClient send(String hex) throws IOException {
        return send(hex(hex));
    }

    /** So many bytes, in hex. */
    public String receive(int bytes) throws IOException {
        return HEX.formatHex(in.readNBytes(bytes));
    }

    /** One whole packet, in hex. */
    public byte[] receivePacket() throws IOException {
        DataInputStream data = new DataInputStream(in);
        int first = data.readUnsignedByte();
        int length = 0;
        int shift = 0;
        int digit;
        do {
            digit = data.readUnsignedByte();
            length |= (digit & 127) << shift;
            shift += 7;
        } while (digit > 127);
        return packet(first, data.readNBytes(length));
    }

    /** Everything until the server closes the connection, in hex. */
    public String receiveUntilClosed() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            in.transferTo(all);
        } catch (SocketException reset) {
            // Also an end.
        }
        return HEX.formatHex(all.toByteArray());
    }

    public Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
