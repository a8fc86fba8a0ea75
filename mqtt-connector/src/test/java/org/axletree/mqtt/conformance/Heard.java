package org.axletree.mqtt.conformance;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A packet that the server sent, taken apart. */
final class Heard {
    final byte[] bytes;
    final int type;
    final int flags;
    /** Values by property: {@code Long}, {@code String} or, in hex, binary data. User properties are {@code name=value}. */
    final Map<Integer, List<Object>> properties = new LinkedHashMap<>();

    int packetId;
    String topic = "";
    String payload = "";
    boolean sessionPresent;
    /** Return codes or reason codes; an acknowledgement without one has 0. */
    List<Integer> reasons = List.of();

    Heard(Version version, byte[] bytes) {
        this.bytes = bytes;
        type = (bytes[0] & 0xff) >> 4;
        flags = bytes[0] & 15;
        ByteBuffer in = ByteBuffer.wrap(bytes);
        in.get();
        variable(in);
        boolean five = version == Version.V5;
        switch (type) {
            case Packets.CONNACK -> connack(in, five);
            case Packets.PUBLISH -> publish(in, five);
            case Packets.PUBACK, Packets.PUBREC, Packets.PUBREL, Packets.PUBCOMP -> {
                packetId = in.getShort() & 0xffff;
                reason(in, five);
            }
            case Packets.SUBACK, Packets.UNSUBACK -> suback(in, five);
            case Packets.DISCONNECT, Packets.AUTH -> reason(in, five);
            default -> {}
        }
        if (in.hasRemaining()) {
            throw new AssertionError("bytes behind the end of " + this);
        }
    }

    int qos() {
        return flags >> 1 & 3;
    }

    boolean dup() {
        return (flags & 8) != 0;
    }

    boolean retained() {
        return (flags & 1) != 0;
    }

    int reason() {
        return reasons.get(0);
    }

    boolean has(int property) {
        return properties.containsKey(property);
    }

    long number(int property) {
        return (Long) properties.get(property).get(0);
    }

    String text(int property) {
        return (String) properties.get(property).get(0);
    }

    List<Object> all(int property) {
        return properties.getOrDefault(property, List.of());
    }

    private void connack(ByteBuffer in, boolean five) {
        int acknowledge = in.get();
        if ((acknowledge & ~1) != 0) {
            throw new AssertionError("reserved flags of CONNACK: " + this);
        }
        sessionPresent = acknowledge == 1;
        reasons = List.of(in.get() & 0xff);
        // The answer to a protocol level that nobody knows may be that of any version.
        if (five && in.hasRemaining()) {
            properties(in);
        }
    }

    private void publish(ByteBuffer in, boolean five) {
        topic = string(in);
        if (qos() > 0) {
            packetId = in.getShort() & 0xffff;
        }
        if (five) {
            properties(in);
        }
        byte[] rest = new byte[in.remaining()];
        in.get(rest);
        payload = new String(rest, StandardCharsets.UTF_8);
    }

    private void suback(ByteBuffer in, boolean five) {
        packetId = in.getShort() & 0xffff;
        if (five) {
            properties(in);
        }
        reasons = new ArrayList<>();
        while (in.hasRemaining()) {
            reasons.add(in.get() & 0xff);
        }
    }

    private void reason(ByteBuffer in, boolean five) {
        reasons = List.of(five && in.hasRemaining() ? in.get() & 0xff : 0);
        if (five && in.hasRemaining()) {
            properties(in);
        }
    }

    private void properties(ByteBuffer in) {
        int end = variable(in) + in.position();
        while (in.position() < end) {
            int property = variable(in);
            properties
                    .computeIfAbsent(property, each -> new ArrayList<>())
                    .add(
                            switch (property) {
                                case Property.PAYLOAD_FORMAT,
                                        Property.MAXIMUM_QOS,
                                        Property.RETAIN_AVAILABLE,
                                        Property.WILDCARDS_AVAILABLE,
                                        Property.SUBSCRIPTION_IDS_AVAILABLE,
                                        Property.SHARED_AVAILABLE -> (long) in.get();
                                case Property.SERVER_KEEP_ALIVE,
                                        Property.RECEIVE_MAXIMUM,
                                        Property.TOPIC_ALIAS_MAXIMUM,
                                        Property.TOPIC_ALIAS -> (long) (in.getShort() & 0xffff);
                                case Property.MESSAGE_EXPIRY, Property.SESSION_EXPIRY, Property.MAXIMUM_PACKET_SIZE ->
                                    in.getInt() & 0xffff_ffffL;
                                case Property.SUBSCRIPTION_ID -> (long) variable(in);
                                case Property.USER_PROPERTY -> string(in) + "=" + string(in);
                                case Property.CORRELATION_DATA, Property.AUTHENTICATION_DATA ->
                                    HexFormat.of().formatHex(binary(in));
                                default -> string(in);
                            });
        }
        if (in.position() != end) {
            throw new AssertionError("length of properties: " + this);
        }
    }

    private static int variable(ByteBuffer in) {
        int value = 0;
        int shift = 0;
        byte digit;
        do {
            digit = in.get();
            value |= (digit & 127) << shift;
            shift += 7;
        } while (digit < 0);
        return value;
    }

    private static byte[] binary(ByteBuffer in) {
        byte[] data = new byte[in.getShort() & 0xffff];
        in.get(data);
        return data;
    }

    private static String string(ByteBuffer in) {
        return new String(binary(in), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return HexFormat.ofDelimiter(" ").formatHex(Arrays.copyOf(bytes, Math.min(bytes.length, 100)));
    }
}
