package org.axletree.mqtt.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/** Reads the fields of a packet one after the other, and never beyond its end. */
final class Fields {
    private final ByteBuf buffer;
    private final int end;
    private int at;

    Fields(ByteBuf buffer, int from, int to) {
        this.buffer = buffer;
        this.at = from;
        this.end = to;
    }

    boolean hasMore() {
        return at < end;
    }

    int oneByte(String what) {
        return buffer.getUnsignedByte(skip(1, what));
    }

    int twoBytes(String what) {
        return buffer.getUnsignedShort(skip(2, what));
    }

    long fourBytes(String what) {
        return buffer.getUnsignedInt(skip(4, what));
    }

    /** Not 0 (MQTT-2.2.1-3). */
    int packetId() {
        int id = twoBytes("packet identifier");
        if (id == 0) {
            throw PacketException.malformed("packet identifier: 0 (expected: 1 to 65535)");
        }
        return id;
    }

    String text(String what) {
        int length = twoBytes(what);
        return Utf8.text(buffer, skip(length, what), length, what);
    }

    TopicName topic() {
        int length = twoBytes("topic");
        return TopicName.read(buffer, skip(length, "topic"), length);
    }

    byte[] binary(String what) {
        int length = twoBytes(what);
        return ByteBufUtil.getBytes(buffer, skip(length, what), length, true);
    }

    int variableInteger(String what) {
        int value = 0;
        for (int digits = 1; digits <= 4; digits++) {
            int digit = oneByte(what);
            value |= (digit & 0x7F) << 7 * (digits - 1);
            if (digit < 0x80) {
                if (digits > VariableInteger.size(value)) {
                    // MQTT-1.5.5-1
                    throw PacketException.malformed(what + ": " + digits + " digits (expected: as few as possible)");
                }
                return value;
            }
        }
        throw PacketException.malformed(what + ": more than four digits (expected: at most four)");
    }

    /** Where the next field begins in the buffer. */
    int position() {
        return at;
    }

    /** The bytes from a position up to where the next field begins. */
    void copySince(int position, byte[] to, int toIndex) {
        buffer.getBytes(position, to, toIndex, at - position);
    }

    int left() {
        return end - at;
    }

    /** The next bytes as fields of their own. */
    Fields part(int length, String what) {
        int from = skip(length, what);
        return new Fields(buffer, from, from + length);
    }

    /** Reads a property's value and forgets it. */
    void pass(Property property) {
        String what = property.name();
        switch (property.type()) {
            case ONE_BYTE -> oneByte(what);
            case TWO_BYTES -> twoBytes(what);
            case FOUR_BYTES -> fourBytes(what);
            case VARIABLE -> variableInteger(what);
            case BINARY -> skip(twoBytes(what), what);
            case TEXT -> passText(what);
            case PAIR -> {
                passText(what);
                passText(what);
            }
        }
    }

    private void passText(String what) {
        int length = twoBytes(what);
        Utf8.requireValid(buffer, skip(length, what), length, what);
    }

    void requireEnd() {
        if (at < end) {
            throw PacketException.malformed((end - at) + " bytes behind the last field (expected: none)");
        }
    }

    private int skip(int bytes, String what) {
        if (bytes > end - at) {
            throw PacketException.malformed(what + ": " + bytes + " bytes where " + (end - at) + " are left");
        }
        int from = at;
        at += bytes;
        return from;
    }
}
