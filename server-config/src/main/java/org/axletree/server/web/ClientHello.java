package org.axletree.server.web;

import java.util.Set;
import org.glassfish.grizzly.Buffer;

/** The first message of a client in TLS (RFC 8446 section 4.1.2), read as far as to tell a browser. Changes nothing. */
final class ClientHello {
    private static final int HANDSHAKE = 22;
    private static final int CLIENT_HELLO = 1;
    private static final int RECORD_HEADER = 5;
    private static final int LONGEST_RECORD = 16_384;
    private static final int VERSION_AND_RANDOM = 34;

    /**
     * What browsers offer and no library for programs does: delegated credentials, encrypted hello, and Chrome's two numbers for
     * settings beside ALPN.
     */
    private static final Set<Integer> OF_BROWSERS = Set.of(34, 0xFE0D, 0x4469, 0x44CD);

    private final Buffer bytes;
    private final int end;
    private int at;

    private ClientHello(Buffer bytes) {
        this.bytes = bytes;
        this.at = bytes.position();
        this.end = bytes.limit();
    }

    /** Whether it is here as a whole, or what is here is none. */
    static boolean isComplete(Buffer bytes) {
        int from = bytes.position();
        if (bytes.remaining() < RECORD_HEADER) {
            return false;
        }
        int length = (bytes.get(from + 3) & 0xFF) << 8 | bytes.get(from + 4) & 0xFF;
        return bytes.get(from) != HANDSHAKE || length > LONGEST_RECORD || bytes.remaining() >= RECORD_HEADER + length;
    }

    /** Whether a browser says it; false if it cannot be read. */
    static boolean isOfABrowser(Buffer bytes) {
        try {
            return new ClientHello(bytes).isOfABrowser();
        } catch (IndexOutOfBoundsException malformed) {
            return false; // TLS itself will say so
        }
    }

    private boolean isOfABrowser() {
        if (one() != HANDSHAKE) {
            return false;
        }
        skip(RECORD_HEADER - 1);
        if (one() != CLIENT_HELLO) {
            return false;
        }
        skip(3 + VERSION_AND_RANDOM);
        skip(one()); // the session
        for (int left = two(); left > 0; left -= 2) {
            if (isGrease(two())) {
                return true;
            }
        }
        skip(one()); // compression
        for (int left = two(); left > 0; ) {
            int extension = two();
            int length = two();
            if (isGrease(extension) || OF_BROWSERS.contains(extension)) {
                return true;
            }
            skip(length);
            left -= 4 + length;
        }
        return false;
    }

    /** Values that mean nothing, so that servers learn to pass over what they do not know (RFC 8701). */
    private static boolean isGrease(int value) {
        return (value & 0x0F0F) == 0x0A0A && value >> 8 == (value & 0xFF);
    }

    private int one() {
        if (at >= end) {
            throw new IndexOutOfBoundsException("the hello ends too early");
        }
        return bytes.get(at++) & 0xFF;
    }

    private int two() {
        return one() << 8 | one();
    }

    private void skip(int length) {
        at += length;
    }
}
