package org.axletree.mqtt.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/** Properties of a packet that is written now and then, gathered before their length is known. */
final class PropertyList {
    private static final int FIRST_CAPACITY = 64;

    private final ByteBuf bytes = Unpooled.buffer(FIRST_CAPACITY);

    PropertyList number(Property property, long value) {
        bytes.writeByte(property.id());
        switch (property.type()) {
            case ONE_BYTE -> bytes.writeByte((int) value);
            case TWO_BYTES -> bytes.writeShort((int) value);
            case FOUR_BYTES -> bytes.writeInt((int) value);
            default -> throw new IllegalArgumentException(property + ": " + value + " (expected: no number)");
        }
        return this;
    }

    PropertyList text(Property property, String text) {
        bytes.writeByte(property.id()).writeShort(ByteBufUtil.utf8Bytes(text));
        ByteBufUtil.writeUtf8(bytes, text);
        return this;
    }

    PropertyList binary(Property property, byte[] data) {
        bytes.writeByte(property.id()).writeShort(data.length).writeBytes(data);
        return this;
    }

    PropertyList pair(Property property, String name, String value) {
        text(property, name);
        bytes.writeShort(ByteBufUtil.utf8Bytes(value));
        ByteBufUtil.writeUtf8(bytes, value);
        return this;
    }

    /** The list without its length. */
    byte[] bare() {
        return ByteBufUtil.getBytes(bytes);
    }

    /** The list, with its length in front. */
    byte[] bytes() {
        ByteBuf all = Unpooled.buffer(VariableInteger.size(bytes.readableBytes()) + bytes.readableBytes());
        VariableInteger.write(all, bytes.readableBytes());
        all.writeBytes(bytes, bytes.readerIndex(), bytes.readableBytes());
        return ByteBufUtil.getBytes(all);
    }
}
