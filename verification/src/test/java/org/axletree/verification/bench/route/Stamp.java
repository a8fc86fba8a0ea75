package org.axletree.verification.bench.route;

import java.nio.ByteBuffer;

/**
 * What is in a payload: when it was due, who said it, and its number among what he said.
 *
 * @param nanos of {@link System#nanoTime()}, in this process
 */
record Stamp(long nanos, int sender, int number) {
    private static final int PAYLOAD_BYTES = 128;

    byte[] payload() {
        return ByteBuffer.allocate(PAYLOAD_BYTES)
                .putLong(nanos)
                .putInt(sender)
                .putInt(number)
                .array();
    }

    static Stamp of(byte[] payload) {
        ByteBuffer read = ByteBuffer.wrap(payload);
        return new Stamp(read.getLong(), read.getInt(), read.getInt());
    }
}
