package org.axletree.mqtt.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * UTF-8 as MQTT wants it: well-formed, without surrogates and without NUL (MQTT-1.5.4-1, MQTT-1.5.4-2). Control characters
 * and code points that are no characters, which a server may refuse, are let through: nothing here gives them a meaning.
 */
final class Utf8 {
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long LOW_BITS = 0x0101_0101_0101_0101L;

    private Utf8() {}

    /** @throws PacketException if the bytes are not such text */
    static String text(ByteBuf in, int from, int length, String what) {
        requireValid(in, from, length, what);
        return in.toString(from, length, StandardCharsets.UTF_8);
    }

    /** @throws PacketException if the bytes are not such text */
    static void requireValid(ByteBuf in, int from, int length, String what) {
        int problemAt = firstProblem(in, from, from + length);
        if (problemAt >= 0) {
            throw PacketException.malformed(what + ": byte 0x"
                    + Integer.toHexString(in.getUnsignedByte(problemAt)) + " at " + (problemAt - from)
                    + " (expected: UTF-8 without NUL)");
        }
    }

    /** Answers -1 if there is none. */
    private static int firstProblem(ByteBuf in, int from, int end) {
        int at = from;
        while (at + Long.BYTES <= end && isPlain(in.getLong(at))) {
            at += Long.BYTES;
        }
        while (at < end) {
            int lead = in.getByte(at);
            int length = lead > 0 ? 1 : sequenceLength(in, at, end, lead & 0xFF);
            if (length == 0) {
                return at;
            }
            at += length;
        }
        return -1;
    }

    /** Whether the eight bytes are ASCII and none is 0. */
    private static boolean isPlain(long bytes) {
        return ((bytes | bytes - LOW_BITS) & HIGH_BITS) == 0;
    }

    /** The length of the well-formed sequence of several bytes (Unicode, table 3-7), or 0. */
    private static int sequenceLength(ByteBuf in, int at, int end, int lead) {
        if (lead >= 0xC2 && lead <= 0xDF) {
            return areBetween(in, at, end, 2, 0x80, 0xBF) ? 2 : 0;
        }
        if (lead >= 0xE0 && lead <= 0xEF) {
            int low = lead == 0xE0 ? 0xA0 : 0x80;
            int high = lead == 0xED ? 0x9F : 0xBF;
            return areBetween(in, at, end, 3, low, high) ? 3 : 0;
        }
        if (lead >= 0xF0 && lead <= 0xF4) {
            int low = lead == 0xF0 ? 0x90 : 0x80;
            int high = lead == 0xF4 ? 0x8F : 0xBF;
            return areBetween(in, at, end, 4, low, high) ? 4 : 0;
        }
        return 0;
    }

    /** Whether the sequence is whole, its second byte in the range, and the others after it continue. */
    private static boolean areBetween(ByteBuf in, int at, int end, int length, int low, int high) {
        if (at + length > end) {
            return false;
        }
        int second = in.getUnsignedByte(at + 1);
        if (second < low || second > high) {
            return false;
        }
        for (int i = 2; i < length; i++) {
            if ((in.getByte(at + i) & 0xC0) != 0x80) {
                return false;
            }
        }
        return true;
    }
}
