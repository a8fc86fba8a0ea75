package org.axletree.hub.delivery.log;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads what {@link RecordOutput} wrote. Every method throws {@link BufferUnderflowException} where a record is too short. */
final class RecordInput {
    private final ByteBuffer bytes;

    RecordInput(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    int one() {
        return bytes.get() & 0xFF;
    }

    long eight() {
        return bytes.getLong();
    }

    int count() {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            int next = one();
            value |= (next & 0x7F) << shift;
            if (next <= 0x7F) {
                return value;
            }
        }
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        int length = count();
        if (length < 0 || length > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] value = new byte[length];
        bytes.get(value);
        return value;
    }
}
