package org.axletree.hub.delivery.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The keys of the log's records: a letter for the kind, the route where it is a route's, and a number in the order of bytes. */
final class LogKeys {
    /** Which log this is, and how far its numbers are given away. */
    static final byte[] IDENTITY = {'A'};

    static final byte[] RESERVED = {'S'};
    /** There while the log is open: found at an opening, it tells of a crash. */
    static final byte[] OPEN = {'U'};

    static final char BLOCK = 'B';
    static final char CURSOR = 'C';
    static final char DEAD = 'D';
    static final char ROUTE = 'R';

    private LogKeys() {}

    static byte[] block(long number) {
        return ByteBuffer.allocate(9).put((byte) BLOCK).putLong(number).array();
    }

    /** A block that waits for a route. */
    static byte[] waiting(String routeId, long number) {
        return ofRoute(ROUTE, routeId, number);
    }

    static byte[] dead(String routeId, long number) {
        return ofRoute(DEAD, routeId, number);
    }

    static byte[] cursor(String routeId) {
        return ofRoute(CURSOR, routeId, 0);
    }

    static byte[] ofRoute(char kind, String routeId, long number) {
        byte[] id = routeId.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(2 + id.length + Long.BYTES)
                .put((byte) kind)
                .put((byte) id.length)
                .put(id)
                .putLong(number)
                .array();
    }

    static String routeId(byte[] key) {
        return new String(key, 2, key.length - 2 - Long.BYTES, StandardCharsets.UTF_8);
    }

    static long number(byte[] key) {
        return ByteBuffer.wrap(key, key.length - Long.BYTES, Long.BYTES).getLong();
    }
}
