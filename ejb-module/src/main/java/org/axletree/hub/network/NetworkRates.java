package org.axletree.hub.network;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How many messages each network may bring: so many a second in the long run, ten seconds' worth at once. */
final class NetworkRates {
    private static final long AT_ONCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Who has been quiet longest is forgotten first. */
    private static final int MOST_NETWORKS = 10_000;

    private final long nanosEach;

    /** Until when what each network brought has been paid for, at one share of a second a message. */
    private final Map<String, Long> paidUntil = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST_NETWORKS;
        }
    };

    NetworkRates(int mostPerSecond) {
        this.nanosEach = TimeUnit.SECONDS.toNanos(1) / mostPerSecond;
    }

    /**
     * One more message. Answers whether it fits.
     *
     * @param now of {@link System#nanoTime()}
     */
    synchronized boolean takes(String networkId, long now) {
        long before = paidUntil.getOrDefault(networkId, now);
        long paid = Math.max(0, before - now) + nanosEach;
        if (paid > AT_ONCE_NANOS) {
            return false;
        }
        paidUntil.put(networkId, now + paid);
        return true;
    }
}
