package org.axletree.verification.bench.target;

import java.nio.ByteBuffer;

/** What a message of the bench has in it: as much as one of a device's. */
final class Payload {
    private static final int BYTES = 128;

    private Payload() {}

    static byte[] of(int number) {
        return ByteBuffer.allocate(BYTES).putInt(number).array();
    }
}
