package org.axletree.mqtt.wire;

import io.netty.buffer.ByteBuf;

/** Integers of one to four digits of seven bits (MQTT 5 section 1.5.5). */
final class VariableInteger {
    static final int MAX = 268_435_455;

    private VariableInteger() {}

    /** How many bytes the value takes. */
    static int size(int value) {
        if (value < 0x80) {
            return 1;
        }
        if (value < 0x4000) {
            return 2;
        }
        return value < 0x20_0000 ? 3 : 4;
    }

    static void write(ByteBuf out, int value) {
        int rest = value;
        while (rest > 0x7F) {
            out.writeByte(rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        out.writeByte(rest);
    }
}
