package org.axletree.mqtt.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes the value of a record: a version, then numbers of seven bits a byte, then texts and bytes behind their lengths. */
final class RecordWriter {
    static final int VERSION = 1;

    private byte[] buffer = new byte[512];
    private int size;

    /** Begins a record. The writer is used for one after the other, by one thread. */
    RecordWriter begin() {
        size = 0;
        return raw(VERSION);
    }

    RecordWriter raw(int value) {
        room(1);
        buffer[size++] = (byte) value;
        return this;
    }

    /** Not negative. */
    RecordWriter number(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            buffer[size++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        buffer[size++] = (byte) rest;
        return this;
    }

    RecordWriter text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    RecordWriter bytes(byte[] value) {
        number(value.length);
        room(value.length);
        System.arraycopy(value, 0, buffer, size, value.length);
        size += value.length;
        return this;
    }

    byte[] end() {
        byte[] record = Arrays.copyOf(buffer, size);
        if (buffer.length > 1024 * 1024) {
            // One large message must not keep its size in memory.
            buffer = new byte[512];
        }
        return record;
    }

    private void room(int bytes) {
        if (buffer.length - size < bytes) {
            buffer = Arrays.copyOf(buffer, Math.max(size + bytes, buffer.length * 2));
        }
    }
}
