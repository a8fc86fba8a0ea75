package org.axletree.mqtt.listener;

import io.netty.buffer.ByteBuf;

/**
 * Takes the frames off what a WebSocket client sent (RFC 6455 section 5). What they carry stays where it was read into and
 * is moved together, so that however the client cuts its packets into frames (MQTT 5 section 6), nothing is copied and
 * nothing waits for the end of a frame.
 */
final class FrameReader {
    private static final int FINAL = 0x80;
    private static final int RESERVED = 0x70;
    private static final int OPCODE = 0x0F;
    private static final int MASKED = 0x80;
    private static final int MOST_OF_CONTROL = 125;

    private static final int CONTINUATION = 0x0;
    private static final int TEXT = 0x1;
    private static final int BINARY = 0x2;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xA;

    private static final int CANNOT_ACCEPT = 1003;
    private static final int PROTOCOL_ERROR = 1002;

    /** Longest header: two bytes, eight of length, four of mask. */
    private final byte[] header = new byte[14];

    private final ControlFrames controls;
    private int headerBytes;
    private boolean inPayload;
    private int opcode;
    private long payloadLeft;
    private int mask;
    private boolean fragmented;
    private byte[] control = new byte[0];
    private int controlBytes;
    private boolean closed;

    /** Frames that are about the line itself. */
    interface ControlFrames {
        void ping(byte[] payload);

        /** Nothing that comes after it is read. */
        void close();
    }

    FrameReader(ControlFrames controls) {
        this.controls = controls;
    }

    /**
     * Leaves in the buffer, readable, only what the data frames carry.
     *
     * @param in must not be shared, since it is written to
     */
    void read(ByteBuf in) throws WebSocketFault {
        int from = in.readerIndex();
        int to = from;
        int end = in.writerIndex();
        while (from < end && !closed) {
            if (!inPayload) {
                header[headerBytes++] = in.getByte(from++);
                if (headerBytes == headerSize()) {
                    beginPayload();
                }
                continue;
            }
            int length = (int) Math.min(end - from, payloadLeft);
            if (opcode >= CLOSE) {
                unmaskControl(in, from, length);
            } else {
                unmask(in, from, to, length);
                to += length;
            }
            from += length;
            payloadLeft -= length;
            if (payloadLeft == 0) {
                endPayload();
            }
        }
        in.writerIndex(to);
    }

    private int headerSize() throws WebSocketFault {
        if (headerBytes < 2) {
            return 2;
        }
        if (headerBytes == 2) {
            check(header[0] & 0xFF, header[1] & 0xFF);
        }
        int length = header[1] & ~MASKED & 0xFF;
        int extended = length == 126 ? 2 : length == 127 ? 8 : 0;
        return 2 + extended + 4;
    }

    private void check(int first, int second) throws WebSocketFault {
        int kind = first & OPCODE;
        if ((first & RESERVED) != 0) {
            throw new WebSocketFault(PROTOCOL_ERROR, "reserved bits are set (expected: no extension)");
        }
        if ((second & MASKED) == 0) {
            throw new WebSocketFault(PROTOCOL_ERROR, "not masked (expected: a client's frames are)");
        }
        if (kind == TEXT) {
            // MQTT-6.0.0-1
            throw new WebSocketFault(CANNOT_ACCEPT, "a text frame (expected: binary)");
        }
        if (kind >= CLOSE) {
            boolean known = kind == CLOSE || kind == PING || kind == PONG;
            if (!known || (first & FINAL) == 0 || (second & ~MASKED & 0xFF) > MOST_OF_CONTROL) {
                throw new WebSocketFault(
                        PROTOCOL_ERROR, "control frame " + kind + " (expected: close, ping or pong, whole and short)");
            }
        } else if (kind != (fragmented ? CONTINUATION : BINARY)) {
            throw new WebSocketFault(
                    PROTOCOL_ERROR,
                    "data frame " + kind + " (expected: " + (fragmented ? "a continuation" : "binary") + ")");
        }
    }

    private void beginPayload() throws WebSocketFault {
        opcode = header[0] & OPCODE;
        payloadLeft = 0;
        int at = 2;
        for (; at < headerBytes - 4; at++) {
            payloadLeft = payloadLeft << 8 | header[at] & 0xFF;
        }
        if (headerBytes == 6) {
            payloadLeft = header[1] & ~MASKED & 0xFF;
        }
        if (payloadLeft < 0) {
            throw new WebSocketFault(PROTOCOL_ERROR, "length of 64 bits (expected: 63)");
        }
        mask = 0;
        for (; at < headerBytes; at++) {
            mask = mask << 8 | header[at] & 0xFF;
        }
        if (opcode < CLOSE) {
            fragmented = (header[0] & FINAL) == 0;
        } else {
            control = new byte[(int) payloadLeft];
            controlBytes = 0;
        }
        inPayload = true;
        if (payloadLeft == 0) {
            endPayload();
        }
    }

    private void endPayload() throws WebSocketFault {
        inPayload = false;
        headerBytes = 0;
        if (opcode == PING) {
            controls.ping(control);
        } else if (opcode == CLOSE) {
            if (control.length == 1) {
                // RFC 6455 section 5.5.1
                throw new WebSocketFault(PROTOCOL_ERROR, "close with half a code (expected: none, or two bytes)");
            }
            closed = true;
            controls.close();
        }
    }

    /** To a place that is never behind the one it comes from. */
    private void unmask(ByteBuf buffer, int from, int to, int length) {
        int at = 0;
        long wide = (long) mask << 32 | mask & 0xFFFF_FFFFL;
        for (; at + 8 <= length; at += 8) {
            buffer.setLong(to + at, buffer.getLong(from + at) ^ wide);
        }
        for (; at < length; at++) {
            buffer.setByte(to + at, buffer.getByte(from + at) ^ mask >>> 24);
            mask = Integer.rotateLeft(mask, 8);
        }
    }

    private void unmaskControl(ByteBuf buffer, int from, int length) {
        for (int at = 0; at < length; at++) {
            control[controlBytes++] = (byte) (buffer.getByte(from + at) ^ mask >>> 24);
            mask = Integer.rotateLeft(mask, 8);
        }
    }
}
