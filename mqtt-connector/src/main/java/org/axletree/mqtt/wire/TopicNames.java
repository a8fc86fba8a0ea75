package org.axletree.mqtt.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.axletree.door.pressure.Footprint;
import org.axletree.door.pressure.Share;

/** The topic names that a connection used lately, so that one that comes again is neither checked nor made again. */
final class TopicNames {
    private static final int SLOTS = 64;
    /** Longer ones are not kept, so that a connection cannot fill the memory by them. */
    private static final int LONGEST_KEPT = 512;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    /** The odd number next to two to the power of 64 divided by the golden ratio. */
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private final Share share;
    private TopicName last;
    /** Made when the connection uses a second topic. */
    private TopicName[] slots;

    TopicNames(Share share) {
        this.share = share;
    }

    TopicName read(ByteBuf in, int from, int length) {
        TopicName recent = last;
        if (recent != null && isSame(recent.bytes(), in, from, length)) {
            return recent;
        }
        if (length > LONGEST_KEPT) {
            return TopicName.read(in, from, length);
        }
        if (recent == null) {
            last = TopicName.read(in, from, length);
            return last;
        }
        return find(in, from, length);
    }

    private TopicName find(ByteBuf in, int from, int length) {
        if (slots == null) {
            slots = new TopicName[SLOTS];
            keep(slot(Unpooled.wrappedBuffer(last.bytes()), 0, last.bytes().length), null, last);
        }
        int slot = slot(in, from, length);
        TopicName found = slots[slot];
        if (found == null || !isSame(found.bytes(), in, from, length)) {
            TopicName before = found;
            found = TopicName.read(in, from, length);
            keep(slot, before, found);
        }
        last = found;
        return found;
    }

    /** Where there is room for it. */
    private void keep(int slot, TopicName before, TopicName found) {
        share.give(before == null ? 0 : Footprint.topic(before.bytes().length));
        slots[slot] = share.take(Footprint.topic(found.bytes().length)) ? found : null;
    }

    /** Eight bytes at a time, the last eight whatever was compared before. */
    private static boolean isSame(byte[] bytes, ByteBuf in, int from, int length) {
        if (bytes.length != length) {
            return false;
        }
        if (length < Long.BYTES) {
            for (int i = 0; i < length; i++) {
                if (bytes[i] != in.getByte(from + i)) {
                    return false;
                }
            }
            return true;
        }
        int last = length - Long.BYTES;
        for (int i = 0; i < last; i += Long.BYTES) {
            if ((long) LONGS.get(bytes, i) != in.getLong(from + i)) {
                return false;
            }
        }
        return (long) LONGS.get(bytes, last) == in.getLong(from + last);
    }

    private static int slot(ByteBuf in, int from, int length) {
        long hash = length;
        int at = from;
        int end = from + length;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            hash = (hash ^ in.getLong(at)) * SPREAD;
            hash ^= hash >>> 32;
        }
        for (; at < end; at++) {
            hash = (hash ^ in.getByte(at)) * SPREAD;
        }
        return (int) (hash >>> 48) & SLOTS - 1;
    }
}
