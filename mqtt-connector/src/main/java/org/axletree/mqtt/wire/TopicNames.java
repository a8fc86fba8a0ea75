package org.axletree.mqtt.wire;

import io.netty.buffer.ByteBuf;

/** The topic names that a connection used lately, so that one that comes again is neither checked nor made again. */
final class TopicNames {
    private static final int SLOTS = 64;
    /** Longer ones are not kept, so that a connection cannot fill the memory by them. */
    private static final int LONGEST_KEPT = 512;

    private TopicName last;
    /** Made when the connection uses a second topic. */
    private TopicName[] slots;

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
            slots[slot(last.bytes())] = last;
        }
        int slot = slot(in, from, length);
        TopicName found = slots[slot];
        if (found == null || !isSame(found.bytes(), in, from, length)) {
            found = TopicName.read(in, from, length);
            slots[slot] = found;
        }
        last = found;
        return found;
    }

    private static boolean isSame(byte[] bytes, ByteBuf in, int from, int length) {
        if (bytes.length != length) {
            return false;
        }
        // From the end, where topics differ most.
        for (int i = length - 1; i >= 0; i--) {
            if (bytes[i] != in.getByte(from + i)) {
                return false;
            }
        }
        return true;
    }

    private static int slot(byte[] bytes) {
        int hash = 0;
        for (byte one : bytes) {
            hash = 31 * hash + one;
        }
        return slot(hash);
    }

    private static int slot(ByteBuf in, int from, int length) {
        int hash = 0;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + in.getByte(from + i);
        }
        return slot(hash);
    }

    private static int slot(int hash) {
        return (hash ^ hash >>> 16 ^ hash >>> 8) & SLOTS - 1;
    }
}
