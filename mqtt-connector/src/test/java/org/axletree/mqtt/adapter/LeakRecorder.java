package org.axletree.mqtt.adapter;

import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Netty's detector of buffers that nobody released, with a memory. The build names it in the system property {@code
 * io.netty.customResourceLeakDetector}: whichever test touches a buffer first, this is what looks after it.
 */
public final class LeakRecorder<T> extends ResourceLeakDetector<T> {
    static final List<String> FOUND = new CopyOnWriteArrayList<>();

    @SuppressWarnings("deprecation")
    public LeakRecorder(Class<?> resource, int samplingInterval) {
        super(resource, samplingInterval);
    }

    @SuppressWarnings("deprecation")
    public LeakRecorder(Class<?> resource, int samplingInterval, long maxActive) {
        super(resource, samplingInterval);
    }

    @Override
    protected void reportTracedLeak(String resourceType, String records) {
        FOUND.add(resourceType + records);
    }

    @Override
    protected void reportUntracedLeak(String resourceType) {
        FOUND.add(resourceType);
    }
}
