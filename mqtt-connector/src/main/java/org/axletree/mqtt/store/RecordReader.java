package org.axletree.mqtt.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link RecordWriter} wrote. Every method throws {@link IllegalArgumentException} if something else stands there. */
final class RecordReader {
    private final byte[] record;
    private int at;

    RecordReader(byte[] record) {
        this.record = record;
        int version = raw();
        if (version != RecordWriter.VERSION) {
            throw new IllegalArgumentException("record version: " + version + " (expected: " + RecordWriter.VERSION
                    + "; was it written by a newer Axletree?)");
        }
    }

    int raw() {
        if (at >= record.length) {
            throw new IllegalArgumentException("record: ends after " + record.length + " bytes (expected: more)");
        }
        return record[at++] & 0xFF;
    }

    long number() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = raw();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new IllegalArgumentException("record: a number of more than 10 bytes (expected: at most 10)");
    }

    int count() {
        long value = number();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("record: " + value + " (expected: 0 to " + Integer.MAX_VALUE + ")");
        }
        return (int) value;
    }

    String text() {
        int length = length();
        at += length;
        return new String(record, at - length, length, StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        int length = length();
        at += length;
        return Arrays.copyOfRange(record, at - length, at);
    }

    private int length() {
        int length = count();
        if (length > record.length - at) {
            throw new IllegalArgumentException(
                    "record: " + (record.length - at) + " bytes left (expected: " + length + ")");
        }
        return length;
    }
}
