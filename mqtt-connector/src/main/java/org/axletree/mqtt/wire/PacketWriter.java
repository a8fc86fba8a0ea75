package org.axletree.mqtt.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.OptionalInt;
import org.axletree.core.outcome.Reason;

/** Writes the rarer packets with which a server answers one client: in its version, and no larger than it takes. */
public final class PacketWriter {
    private static final int LONGEST_REASON = 512;
    /** Fixed header, flags, code, and the lengths and number of the property. */
    private static final int AROUND_REFERENCE = 12;

    private static final byte[] NOTHING = new byte[0];

    private final MqttVersion version;
    private final boolean properties;
    private final boolean reasons;
    private final long mostBytes;

    /** For a client of whom nothing is known but its version. */
    public PacketWriter(MqttVersion version) {
        this(version, false, 0);
    }

    public PacketWriter(MqttVersion version, ConnectProperties properties) {
        this(version, properties.problemInformation(), properties.maximumPacketSize());
    }

    private PacketWriter(MqttVersion version, boolean reasons, long mostBytes) {
        this.version = version;
        this.properties = version == MqttVersion.MQTT_5;
        this.reasons = properties && reasons;
        this.mostBytes = mostBytes;
    }

    /** The version that it writes. */
    public MqttVersion version() {
        return version;
    }

    /** Whether the client takes a packet as long as this one (MQTT-3.1.2-24), as far as is known of it. */
    public boolean isShortEnough(byte[] packet) {
        return mostBytes == 0 || packet.length <= mostBytes;
    }

    /** CONNACK of a client that is let in. */
    public byte[] connAck(ConnAck welcome) {
        byte[] head = bytes(welcome.sessionPresent() ? 1 : 0, 0);
        return properties
                ? packet(PacketKind.CONNACK << 4, head, welcome.properties(), "", NOTHING)
                : packet(PacketKind.CONNACK << 4, head, NOTHING);
    }

    /**
     * The server's AUTH; there is none in MQTT 3.
     *
     * @param reasonCode {@link Auth#CONTINUE} or {@link Auth#SUCCESS}
     */
    public byte[] auth(int reasonCode, AuthenticationFields fields) {
        return packet(PacketKind.AUTH << 4, bytes(reasonCode), fields.addTo(new PropertyList()), "", NOTHING);
    }

    /** CONNACK of a client that is not let in. @param serverReference where else it should go; may be empty */
    public byte[] connAck(Reason reason, String serverReference) {
        return connAck(reason, serverReference, OptionalInt.empty());
    }

    /**
     * CONNACK of a client that is not let in.
     *
     * @param serverReference where else it should go; may be empty
     * @param code the return code of MQTT 3, where it is not that of the reason
     */
    public byte[] connAck(Reason reason, String serverReference, OptionalInt code) {
        int first = PacketKind.CONNACK << 4;
        return properties
                ? packet(
                        first,
                        bytes(0, ReasonCodes.ofConnAck(reason.mqtt5Code())),
                        reference(serverReference),
                        reason.text(),
                        NOTHING)
                : packet(first, bytes(0, code.orElse(reason.connackCode())), NOTHING);
    }

    /**
     * The server's DISCONNECT; empty in MQTT 3, where there is none.
     *
     * @param what was wrong, for people; may be empty
     * @param serverReference where else the client should go; may be empty
     */
    public byte[] disconnect(Reason reason, String what, String serverReference) {
        if (!properties) {
            return NOTHING;
        }
        String why = what.isEmpty() ? reason.text() : reason.text() + ": " + what;
        byte[] head = bytes(ReasonCodes.ofDisconnect(reason.mqtt5Code()));
        return packet(PacketKind.DISCONNECT << 4, head, reference(serverReference), why, NOTHING);
    }

    /** MQTT 5 section 4.11; left out where the client takes no packet as large as that. */
    private PropertyList reference(String serverReference) {
        PropertyList list = new PropertyList();
        if (!serverReference.isEmpty() && serverReference.length() + AROUND_REFERENCE <= mostBytes) {
            list.text(Property.SERVER_REFERENCE, serverReference);
        }
        return list;
    }

    /**
     * A PUBACK or PUBREC that refuses the message in MQTT 5. MQTT 3 has no such word: there it is acknowledged like any other
     * (MQTT 3.1.1 section 3.3.5).
     */
    public byte[] refusal(int kind, int packetId, Reason reason) {
        byte[] id = bytes(packetId >> 8, packetId);
        return properties
                ? packet(
                        kind << 4,
                        concat(id, bytes(ReasonCodes.ofPubAck(reason.mqtt5Code()))),
                        new PropertyList(),
                        reason.text(),
                        NOTHING)
                : packet(kind << 4, id, NOTHING);
    }

    /** A PUBREL or PUBCOMP for a packet identifier that nobody knows; in MQTT 3 it is one like any other. */
    public byte[] unknown(int kind, int packetId) {
        int first = kind << 4 | (kind == PacketKind.PUBREL ? Answer.RESERVED_FLAGS_OF_PUBREL : 0);
        byte[] id = bytes(packetId >> 8, packetId);
        return properties
                ? packet(
                        first,
                        concat(id, bytes(ReasonCodes.PACKET_ID_NOT_FOUND)),
                        new PropertyList(),
                        "packet identifier: " + packetId + " (expected: one in use)",
                        NOTHING)
                : packet(first, id, NOTHING);
    }

    /** @param codes one for each filter, in their order */
    public byte[] subAck(int packetId, byte[] codes) {
        return list(PacketKind.SUBACK, packetId, codes, "");
    }

    /** SUBACK that refuses so many filters. */
    public byte[] subAck(int packetId, int filters, Reason reason) {
        byte[] codes = new byte[filters];
        // MQTT 3.1.1 section 3.9.3 has one code for all failures.
        int code = properties ? ReasonCodes.ofSubAck(reason.mqtt5Code()) : ReasonCodes.FAILURE;
        Arrays.fill(codes, (byte) code);
        return list(PacketKind.SUBACK, packetId, codes, reason.text());
    }

    /** @param codes one for each filter, in their order; not told in MQTT 3 */
    public byte[] unsubAck(int packetId, byte[] codes) {
        return list(PacketKind.UNSUBACK, packetId, properties ? codes : NOTHING, "");
    }

    private byte[] list(int kind, int packetId, byte[] codes, String why) {
        byte[] head = bytes(packetId >> 8, packetId);
        return properties ? packet(kind << 4, head, new PropertyList(), why, codes) : packet(kind << 4, head, codes);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    /** With the reason only if the client wants it, and takes a packet as large as that (MQTT-3.14.2-3 and its like). */
    private byte[] packet(int first, byte[] head, PropertyList list, String why, byte[] tail) {
        byte[] bare = packet(first, concat(head, list.bytes()), tail);
        if (!reasons || why.isEmpty()) {
            return bare;
        }
        list.text(Property.REASON_STRING, why.substring(0, Math.min(why.length(), LONGEST_REASON)));
        byte[] explained = packet(first, concat(head, list.bytes()), tail);
        return explained.length <= mostBytes ? explained : bare;
    }

    private static byte[] packet(int first, byte[] head, byte[] tail) {
        ByteBuf out = Unpooled.buffer(5 + head.length + tail.length);
        out.writeByte(first);
        VariableInteger.write(out, head.length + tail.length);
        out.writeBytes(head).writeBytes(tail);
        return ByteBufUtil.getBytes(out);
    }

    private static byte[] concat(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
