package org.axletree.mqtt.adapter;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.List;

/** Finds buffers that nobody released: every buffer is tracked, and what the garbage collector finds first is a leak. */
final class Leaks {
    private Leaks() {}

    static void watch() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    }

    /** Forgets a leak that was made on purpose. */
    static void forget() {
        LeakRecorder.FOUND.clear();
    }

    /** What has leaked until now. */
    static List<String> found() {
        for (int i = 0; i < 3; i++) {
            System.gc();
            // The detector looks at what was collected whenever a buffer is allocated.
            ByteBuf buffer = PooledByteBufAllocator.DEFAULT.buffer(16);
            buffer.release();
        }
        return List.copyOf(LeakRecorder.FOUND);
    }
}
