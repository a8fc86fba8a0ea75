package org.axletree.server.web;

import java.util.Optional;
import org.glassfish.grizzly.Buffer;

/**
 * Where one request of a connection ends, byte by byte, and what is wrong with the bytes: Grizzly's parser takes line feeds for
 * line breaks, folded lines, and whatever stands between two chunks. Nothing but a length or chunks tells where a body ends, and
 * chunks have neither extensions nor lines behind the last one: no client sends any, and two servers may read them in two ways.
 */
final class RequestFraming {
    private static final int MOST_HEADER_BYTES = 16_384; // as Grizzly's parser is told
    private static final int MOST_SIZE_DIGITS = 8;

    private enum At {
        HEADER,
        BODY,
        CHUNK_SIZE,
        CHUNK_SIZE_END,
        CHUNK,
        CHUNK_END,
        CHUNK_END_LF,
        END,
        END_LF
    }

    private final StringBuilder header = new StringBuilder();
    private At at = At.HEADER;
    private long left;
    private int digits;
    private Optional<String> fault = Optional.empty();

    /** What is wrong with the bytes so far. */
    Optional<String> fault() {
        return fault;
    }

    /** Whether the last byte read was a request's last. */
    boolean isBetweenRequests() {
        return at == At.HEADER && header.isEmpty();
    }

    /**
     * Reads on.
     *
     * @return where the request ends, or the buffer's limit; what comes then is the next request's
     */
    int read(Buffer bytes) {
        int i = bytes.position();
        while (i < bytes.limit() && fault.isEmpty()) {
            if (at == At.BODY || at == At.CHUNK) {
                int taken = (int) Math.min(left, bytes.limit() - i);
                i += taken;
                left -= taken;
                if (left > 0) {
                    return i;
                }
                if (at == At.BODY) {
                    at = At.HEADER;
                    return i;
                }
                at = At.CHUNK_END;
            } else if (isLast(bytes.get(i++))) {
                return i;
            }
        }
        return i;
    }

    private boolean isLast(byte b) {
        switch (at) {
            case HEADER -> {
                return takesHeader(b);
            }
            case CHUNK_SIZE -> takeSize(b);
            case CHUNK_SIZE_END -> expect('\n', b, left == 0 ? At.END : At.CHUNK);
            case CHUNK_END -> expect('\r', b, At.CHUNK_END_LF);
            case CHUNK_END_LF -> beginChunk(b);
            case END -> expect('\r', b, At.END_LF);
            case END_LF -> {
                expect('\n', b, At.HEADER);
                return true;
            }
            default -> throw new IllegalStateException(at.name());
        }
        return false;
    }

    /** Whether it is the last byte of a request without a body. */
    private boolean takesHeader(byte b) {
        int length = header.length();
        char last = length == 0 ? '\n' : header.charAt(length - 1);
        if ((b == '\n') != (last == '\r')) {
            fail("a line of the header does not end with CR LF");
        } else if (b >= 0 && b < ' ' && b != '\t' && b != '\r' && b != '\n' || b == 0x7F) {
            fail("a control character in the header");
        } else if (last == '\n' && (b == ' ' || b == '\t')) {
            fail("a line of the header that begins with a space (expected: a name)");
        } else if (length == MOST_HEADER_BYTES) {
            fail("too long a header (expected: at most " + MOST_HEADER_BYTES + " bytes)");
        } else if (length == 0 && b == '\r') {
            fail("an empty line before the request");
        } else {
            header.append((char) (b & 0xFF));
            boolean empty = b == '\n' && length >= 3 && header.charAt(length - 2) == '\n';
            return empty && isBodiless();
        }
        return false;
    }

    private boolean isBodiless() {
        RequestHeader complete = new RequestHeader(header.toString());
        header.setLength(0);
        fault = complete.fault();
        if (complete.isChunked()) {
            left = 0;
            digits = 0;
            at = At.CHUNK_SIZE;
        } else if (fault.isEmpty() && complete.length() > 0) {
            left = complete.length();
            at = At.BODY;
        }
        return at == At.HEADER;
    }

    private void takeSize(byte b) {
        int digit = Character.digit(b, 16);
        if (b == '\r' && digits > 0) {
            at = At.CHUNK_SIZE_END;
        } else if (digit < 0 || ++digits > MOST_SIZE_DIGITS) {
            fail("another line before a chunk (expected: its size in at most " + MOST_SIZE_DIGITS
                    + " hexadecimal digits, and CR LF)");
        } else {
            left = left << 4 | digit;
        }
    }

    private void beginChunk(byte b) {
        expect('\n', b, At.CHUNK_SIZE);
        left = 0;
        digits = 0;
    }

    private void expect(char expected, byte b, At next) {
        if (b == expected) {
            at = next;
        } else {
            fail(
                    at == At.END || at == At.END_LF
                            ? "a line behind the last chunk (expected: CR LF and nothing else)"
                            : "a chunk, or the line before it, does not end with CR LF");
        }
    }

    private void fail(String why) {
        fault = Optional.of(why);
    }
}
