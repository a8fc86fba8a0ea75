package org.axletree.mqtt.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Properties of a packet, gathered before their length is known. Characters that UTF-8 does not have become question marks. */
final class PropertyList {
    private static final int FIRST_CAPACITY = 128;

    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int size;

    PropertyList number(Property property, long value) {
        octet(property.id());
        switch (property.type()) {
            case ONE_BYTE -> octet((int) value);
            case TWO_BYTES -> twoOctets((int) value);
            case FOUR_BYTES -> {
                twoOctets((int) (value >>> 16));
                twoOctets((int) value);
            }
            default -> throw new IllegalArgumentException(property + ": " + value + " (expected: no number)");
        }
        return this;
    }

    PropertyList text(Property property, String text) {
        return binary(property, text.getBytes(StandardCharsets.UTF_8));
    }

    PropertyList binary(Property property, byte[] data) {
        octet(property.id());
        withLength(data);
        return this;
    }

    PropertyList pair(Property property, String name, String value) {
        text(property, name);
        withLength(value.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    private void withLength(byte[] data) {
        twoOctets(data.length);
        room(data.length);
        System.arraycopy(data, 0, bytes, size, data.length);
        size += data.length;
    }

    private void twoOctets(int value) {
        octet(value >>> 8);
        octet(value);
    }

    private void octet(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }

    /** The list without its length. */
    byte[] bare() {
        return Arrays.copyOf(bytes, size);
    }

    /** The list, with its length in front. */
    byte[] bytes() {
        ByteBuf all = Unpooled.buffer(VariableInteger.size(size) + size);
        VariableInteger.write(all, size);
        all.writeBytes(bytes, 0, size);
        return ByteBufUtil.getBytes(all);
    }
}
