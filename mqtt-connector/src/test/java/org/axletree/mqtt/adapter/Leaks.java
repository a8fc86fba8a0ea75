package org.axletree.mqtt.adapter;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Finds buffers that nobody released: every buffer is tracked, and what the garbage collector finds first is a leak. */
final class Leaks {
    private static final List<String> FOUND = new CopyOnWriteArrayList<>();

    private Leaks() {}

    /** To be called before Netty allocates its first buffer. */
    static void watch() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new ResourceLeakDetectorFactory() {
            @Override
            @SuppressWarnings("deprecation")
            public <T> ResourceLeakDetector<T> newResourceLeakDetector(
                    Class<T> resource, int samplingInterval, long maxActive) {
                return new ResourceLeakDetector<>(resource, samplingInterval) {
                    @Override
                    protected void reportTracedLeak(String resourceType, String records) {
                        FOUND.add(resourceType + records);
                    }

                    @Override
                    protected void reportUntracedLeak(String resourceType) {
                        FOUND.add(resourceType);
                    }
                };
            }
        });
    }

    /** Forgets a leak that was made on purpose. */
    static void forget() {
        FOUND.clear();
    }

    /** What has leaked until now. */
    static List<String> found() {
        for (int i = 0; i < 3; i++) {
            System.gc();
            // The detector looks at what was collected whenever a buffer is allocated.
            ByteBuf buffer = PooledByteBufAllocator.DEFAULT.buffer(16);
            buffer.release();
        }
        return List.copyOf(FOUND);
    }
}
