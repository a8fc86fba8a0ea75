package org.axletree.mqtt.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import org.axletree.core.outcome.Reason;
import org.axletree.door.pressure.Share;

/**
 * Cuts packets out of what the socket gives. A packet that came in one read is handed over where it lies; only one that is
 * spread over several is put together first.
 */
public final class PacketDecoder extends ChannelInboundHandlerAdapter {
    /** A first byte and four digits of the remaining length (MQTT 5 section 2.1.4). */
    private static final int LONGEST_HEADER = 5;
    /** What may come before the gate has answered: more than one read of the socket gives. */
    private static final int MOST_KEPT = 256 * 1024;

    private static final int SMALL = 8 * 1024;

    private final PacketSink sink;
    private int mostBytes;
    private boolean shortest;
    private boolean paused;
    private boolean stopped;

    /** What came of a packet that is not whole yet, and, while paused, all that came; null if nothing. */
    private ByteBuf kept;

    /** Whoever finds room for what is kept. */
    private Share share;

    private int counted;

    // The header that was read last.
    private int first;
    private int headerLength;
    private int bodyLength;

    /**
     * @param mostBytes the longest body of a packet that is taken
     * @param share takes room for what came of a packet that is not whole
     */
    public PacketDecoder(PacketSink sink, int mostBytes, Share share) {
        this.sink = sink;
        this.mostBytes = mostBytes;
        this.share = share;
    }

    /** From now on another share takes the room. */
    public void within(Share other) {
        share.give(counted);
        other.takeAnyway(counted);
        share = other;
    }

    /** @param bytes the longest body of a packet that is taken from now on; of others not even the body is read */
    public void limit(int bytes) {
        mostBytes = bytes;
    }

    /** From now on lengths must be written with as few digits as possible (MQTT-1.5.5-1). */
    public void requireShortest() {
        shortest = true;
        requireShortestLength();
    }

    /** Hands over no more packets for now. */
    public void pause() {
        paused = true;
    }

    /** Goes on, with what came meanwhile. */
    public void resume() {
        paused = false;
        if (kept != null) {
            ByteBuf before = kept;
            kept = null;
            count(0);
            take(before);
        }
    }

    /** Whatever else comes is dropped. */
    public void stop() {
        stopped = true;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof ByteBuf read)) {
            ReferenceCountUtil.release(message);
            return;
        }
        take(read);
    }

    /** Takes over the buffer. */
    private void take(ByteBuf read) {
        try {
            while (kept != null && read.isReadable() && !stopped) {
                join(read);
            }
            if (kept == null) {
                cutPackets(read);
            }
            if (read.isReadable() && !stopped) {
                keep(read, read.readableBytes());
            }
        } finally {
            read.release();
        }
    }

    /** Adds to what was kept only what its packet lacks, so that the packets behind it can stay where they are. */
    private void join(ByteBuf read) {
        keep(read, paused ? read.readableBytes() : Math.min(missing(), read.readableBytes()));
        ByteBuf joined = kept;
        cutPackets(joined);
        if (kept == joined && !joined.isReadable()) {
            kept = null;
            joined.release();
            count(0);
        }
    }

    private int missing() {
        return readHeader(kept) ? headerLength + bodyLength - kept.readableBytes() : 1;
    }

    private void keep(ByteBuf read, int bytes) {
        if (kept == null) {
            kept = read.alloc().buffer(bytes);
        }
        kept.writeBytes(read, bytes);
        count(kept.capacity());
        if (paused && kept.readableBytes() > MOST_KEPT) {
            stop(new PacketException(
                    Reason.PROTOCOL_ERROR, "more than " + MOST_KEPT + " bytes before the CONNACK (expected: less)"));
        }
    }

    /** What is small is not counted: nearly every read ends with it. */
    private void count(int bytes) {
        int now = bytes <= SMALL ? 0 : bytes;
        if (now < counted) {
            share.give(counted - now);
        } else if (now > counted && !share.take(now - counted)) {
            stop(new PacketException(Reason.MEMORY_EXCEEDED, "no room for a part of " + bytes + " bytes"));
            return;
        }
        counted = now;
    }

    private void cutPackets(ByteBuf in) {
        try {
            while (!paused && !stopped && readHeader(in)) {
                if (bodyLength > mostBytes) {
                    throw new PacketException(
                            Reason.PACKET_TOO_LARGE,
                            "length: " + bodyLength + " bytes (expected: at most " + mostBytes + ")");
                }
                int from = in.readerIndex() + headerLength;
                int to = from + bodyLength;
                if (to > in.writerIndex()) {
                    sink.announced(first);
                    return;
                }
                in.readerIndex(to);
                sink.packet(first, in, from, to);
            }
        } catch (PacketException flaw) {
            stop(flaw);
        }
    }

    private void stop(PacketException flaw) {
        if (!stopped) {
            stopped = true;
            sink.flawed(first, flaw);
        }
    }

    /** Answers false if the header is not whole yet. */
    private boolean readHeader(ByteBuf in) {
        int at = in.readerIndex();
        int end = in.writerIndex();
        if (at == end) {
            return false;
        }
        first = in.getUnsignedByte(at);
        int length = 0;
        for (int i = 1; i < LONGEST_HEADER; i++) {
            if (at + i == end) {
                return false;
            }
            int digit = in.getByte(at + i);
            length |= (digit & 0x7F) << 7 * (i - 1);
            if (digit >= 0) {
                bodyLength = length;
                headerLength = i + 1;
                if (shortest) {
                    requireShortestLength();
                }
                return true;
            }
        }
        throw PacketException.malformed("remaining length of more than four digits (expected: at most four)");
    }

    private void requireShortestLength() {
        if (headerLength > 1 + VariableInteger.size(bodyLength)) {
            throw PacketException.malformed(
                    "remaining length of " + (headerLength - 1) + " digits (expected: as few as possible)");
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        stopped = true;
        if (kept != null) {
            kept.release();
            kept = null;
        }
        share.give(counted);
        counted = 0;
    }
}
