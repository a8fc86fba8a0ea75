package org.axletree.mqtt.session;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How many sessions of each hub have a connection. From any thread. A hub's counter stays until the hub is gone. */
public final class HubConnections {
    private final Map<String, Count> counts = new ConcurrentHashMap<>();
    private final int mostPerHub;

    private static final class Count {
        final AtomicInteger now = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
        volatile boolean forgotten;

        boolean isOfUse() {
            return !forgotten || now.get() > 0;
        }
    }

    HubConnections(int mostPerHub) {
        this.mostPerHub = mostPerHub;
    }

    void arrived(String hubId) {
        counts.compute(hubId, (id, present) -> {
            Count count = present == null ? new Count() : present;
            count.most.accumulateAndGet(count.now.incrementAndGet(), Math::max);
            return count;
        });
    }

    void left(String hubId) {
        counts.computeIfPresent(hubId, (id, count) -> {
            count.now.decrementAndGet();
            return count.isOfUse() ? count : null;
        });
    }

    /** The hub is gone, and its counter goes with its last connection. */
    void forget(String hubId) {
        counts.computeIfPresent(hubId, (id, count) -> {
            count.forgotten = true;
            return count.isOfUse() ? count : null;
        });
    }

    boolean isFull(String hubId) {
        return now(hubId) >= mostPerHub;
    }

    /** Connections of a hub now. */
    public int now(String hubId) {
        Count count = counts.get(hubId);
        return count == null ? 0 : count.now.get();
    }

    /** The most there ever were at once, since the door opened. */
    public int most(String hubId) {
        Count count = counts.get(hubId);
        return count == null ? 0 : count.most.get();
    }

    /** Hubs that ever had a connection. */
    public Set<String> hubs() {
        return counts.keySet();
    }
}
