package org.axletree.hub.delivery.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes the bytes of a record: numbers with their highest byte first, lengths in as few bytes as they need. */
final class RecordOutput {
    private byte[] bytes = new byte[4_096];
    private int length;

    void reset() {
        length = 0;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    RecordOutput one(int value) {
        room(1);
        bytes[length++] = (byte) value;
        return this;
    }

    RecordOutput eight(long value) {
        room(Long.BYTES);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value >>> shift);
        }
        return this;
    }

    /** @param value from 0 on */
    RecordOutput count(int value) {
        room(5);
        int rest = value;
        while (rest > 0x7F) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
        return this;
    }

    RecordOutput text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    RecordOutput bytes(byte[] value) {
        count(value.length);
        room(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
        return this;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
