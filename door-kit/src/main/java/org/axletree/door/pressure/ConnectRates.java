package org.axletree.door.pressure;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * How often each device may connect: so many times a second in the long run, ten seconds' worth at once. From any thread.
 * Who has not connected for ten seconds is forgotten.
 */
public final class ConnectRates {
    private static final int SECONDS_AT_ONCE = 10;
    private static final long REMEMBERED_NANOS = TimeUnit.SECONDS.toNanos(SECONDS_AT_ONCE);
    /** Beyond it everybody is forgotten: to forget too much lets in too many, to remember too much fills the memory. */
    private static final int MOST_DEVICES = 200_000;

    private final long nanosEach;
    private final Map<Device, Long> paidUntil = new ConcurrentHashMap<>();
    private volatile long tidiedAt;

    private record Device(String hubId, String deviceId) {}

    public ConnectRates(int mostPerSecond, long now) {
        this.nanosEach = TimeUnit.SECONDS.toNanos(1) / mostPerSecond;
        this.tidiedAt = now;
    }

    /**
     * A device connects. Answers whether it may.
     *
     * @param now of {@link System#nanoTime()}
     */
    public boolean admits(String hubId, String deviceId, long now) {
        tidy(now);
        // Each connect is paid for with its share of a second; ten seconds may be owed.
        boolean[] admitted = new boolean[1];
        paidUntil.compute(new Device(hubId, deviceId), (device, before) -> {
            long from = before != null && before - now > 0 ? before : now;
            admitted[0] = from + nanosEach - now <= REMEMBERED_NANOS;
            return admitted[0] ? from + nanosEach : before;
        });
        return admitted[0];
    }

    private void tidy(long now) {
        if (now - tidiedAt > REMEMBERED_NANOS) {
            tidiedAt = now;
            paidUntil.values().removeIf(paid -> paid - now <= 0);
        }
        if (paidUntil.size() >= MOST_DEVICES) {
            paidUntil.clear();
        }
    }

    /** Devices that connected lately. */
    int remembered() {
        return paidUntil.size();
    }
}
