package org.axletree.verification.harness;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A control packet of MQTT 3.1.1 as it is on the wire. Written by hand, so that what the tests send and expect does not come
 * from the library that the server uses.
 *
 * @param type the four bits of section 2.2.1
 * @param flags the four bits of section 2.2.2
 * @param body variable header and payload
 */
public record Packet(int type, int flags, byte[] body) {
    public static final int CONNECT = 1;
    public static final int CONNACK = 2;
    public static final int PUBLISH = 3;
    public static final int PUBACK = 4;
    public static final int PUBREC = 5;
    public static final int PUBREL = 6;
    public static final int PUBCOMP = 7;
    public static final int SUBSCRIBE = 8;
    public static final int SUBACK = 9;
    public static final int UNSUBSCRIBE = 10;
    public static final int UNSUBACK = 11;
    public static final int PINGREQ = 12;
    public static final int PINGRESP = 13;
    public static final int DISCONNECT = 14;

    /** Flag of a PUBLISH that was sent before. */
    public static final int DUP = 8;

    /** Writes the variable part of a packet. */
    interface Body {
        void write(DataOutputStream out) throws IOException;
    }

    static Packet of(int type, int flags, Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            body.write(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Packet(type, flags, bytes.toByteArray());
    }

    /** MQTT 3.1.1, a clean session; without keep-alive, as nothing here pings while it waits. */
    static Packet connect(String clientId, String userName) {
        return of(CONNECT, 0, out -> {
            out.writeUTF("MQTT");
            out.writeByte(4);
            out.writeByte(userName.isEmpty() ? 0x02 : 0x82);
            out.writeShort(0);
            out.writeUTF(clientId);
            if (!userName.isEmpty()) {
                out.writeUTF(userName);
            }
        });
    }

    /** With a password, and the keep-alive time of a minute that some clouds insist on. */
    static Packet connect(String clientId, String userName, String password) {
        return of(CONNECT, 0, out -> {
            out.writeUTF("MQTT");
            out.writeByte(4);
            out.writeByte(0xC2);
            out.writeShort(60);
            out.writeUTF(clientId);
            out.writeUTF(userName);
            out.writeUTF(password);
        });
    }

    /** The same with a will, at QoS 1. */
    static Packet connect(String clientId, String userName, String password, String willTopic, String will) {
        return of(CONNECT, 0, out -> {
            out.writeUTF("MQTT");
            out.writeByte(4);
            out.writeByte(0xCE);
            out.writeShort(60);
            out.writeUTF(clientId);
            out.writeUTF(willTopic);
            out.writeUTF(will);
            out.writeUTF(userName);
            out.writeUTF(password);
        });
    }

    static Packet publish(String topic, byte[] payload, int qos, int packetId) {
        return of(PUBLISH, qos << 1, out -> {
            out.writeUTF(topic);
            if (qos > 0) {
                out.writeShort(packetId);
            }
            out.write(payload);
        });
    }

    static Packet subscribe(int packetId, int qos, String... filters) {
        return of(SUBSCRIBE, 2, out -> {
            out.writeShort(packetId);
            for (String filter : filters) {
                out.writeUTF(filter);
                out.writeByte(qos);
            }
        });
    }

    static Packet unsubscribe(int packetId, String... filters) {
        return of(UNSUBSCRIBE, 2, out -> {
            out.writeShort(packetId);
            for (String filter : filters) {
                out.writeUTF(filter);
            }
        });
    }

    static Packet puback(int packetId) {
        return ack(PUBACK, packetId);
    }

    /** The same CONNECT, for a session that outlives its connection. */
    Packet toStay() {
        byte[] asked = body.clone();
        asked[7] &= ~2;
        return new Packet(type, flags, asked);
    }

    public static Packet ack(int type, int packetId) {
        return of(type, type == PUBREL ? 2 : 0, out -> out.writeShort(packetId));
    }

    static Packet empty(int type) {
        return new Packet(type, 0, new byte[0]);
    }

    void writeTo(DataOutputStream out) throws IOException {
        out.writeByte(type << 4 | flags);
        int length = body.length;
        do {
            out.writeByte(length % 128 | (length >= 128 ? 0x80 : 0));
            length /= 128;
        } while (length > 0);
        out.write(body);
    }

    static Packet readFrom(DataInputStream in) throws IOException {
        int first = in.readUnsignedByte();
        int length = 0;
        int shift = 0;
        int digit;
        do {
            digit = in.readUnsignedByte();
            length |= (digit & 0x7F) << shift;
            shift += 7;
        } while (digit >= 128);
        byte[] body = new byte[length];
        in.readFully(body);
        return new Packet(first >> 4, first & 0x0F, body);
    }

    /** The packet identifier of an acknowledgement. */
    public int packetId() {
        return Short.toUnsignedInt(ByteBuffer.wrap(body).getShort());
    }

    /** The topic of a PUBLISH. */
    public String topic() {
        int length = Short.toUnsignedInt(ByteBuffer.wrap(body).getShort());
        return new String(body, 2, length, StandardCharsets.UTF_8);
    }

    /** The payload of a PUBLISH, as text. */
    public String text() {
        int from = 2 + Short.toUnsignedInt(ByteBuffer.wrap(body).getShort()) + (qos() > 0 ? 2 : 0);
        return new String(body, from, body.length - from, StandardCharsets.UTF_8);
    }

    public int qos() {
        return flags >> 1 & 3;
    }

    /** The packet identifier of a PUBLISH at QoS 1 or 2. */
    public int publishPacketId() {
        return Short.toUnsignedInt(ByteBuffer.wrap(body)
                .getShort(2 + Short.toUnsignedInt(ByteBuffer.wrap(body).getShort())));
    }
}
