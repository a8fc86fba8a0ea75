package org.axletree.hub.gate;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down who guesses what a device proves itself with. The wrong ones of one device from one address are answered one after
 * the other with a pause between them, however many come at once, and after many of them no answer tells a right one from a wrong
 * one for a while. Other devices behind the address, and the device itself elsewhere, are not concerned.
 */
final class WrongCredentials {
    static final int FREE = 3;
    static final int PAUSE_MILLIS = 200;
    static final int CLOSED_AT = 30;
    static final long MEMORY_MILLIS = 60_000;

    /** An entry is some 200 bytes: 2 MB at the most. */
    private static final int MOST = 10_000;

    /** @param answered when the last of them has its answer */
    private record Failures(int count, long last, long answered) {
        static final Failures NONE = new Failures(0, 0, 0);
    }

    private final Clock clock;
    private final Map<String, Failures> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MOST;
        }
    };

    WrongCredentials(Clock clock) {
        this.clock = clock;
    }

    /**
     * One more.
     *
     * @param address {@code host:port} of the peer; the port does not matter
     * @return how long the answer has to wait, in milliseconds
     */
    synchronized int failed(String deviceId, String address) {
        long now = clock.millis();
        String key = key(deviceId, address);
        Failures before = known.getOrDefault(key, Failures.NONE);
        int count = countOf(before, now) + 1;
        long answered = count <= FREE ? now : answer(before, count, now);
        known.put(key, new Failures(count, now, answered));
        return Math.toIntExact(answered - now);
    }

    /**
     * One that was right, but came while {@linkplain #isClosed none is taken}: its answer comes when that of a wrong one would have.
     *
     * @return how long the answer has to wait, in milliseconds
     */
    synchronized int withheld(String deviceId, String address) {
        long now = clock.millis();
        String key = key(deviceId, address);
        Failures before = known.getOrDefault(key, Failures.NONE);
        long answered = answer(before, before.count() + 1, now);
        known.put(key, new Failures(before.count(), before.last(), answered));
        return Math.toIntExact(answered - now);
    }

    /** Beyond {@link #CLOSED_AT} the answers tell nothing, and need not wait for one another. */
    private static long answer(Failures before, int count, long now) {
        long next = Math.max(before.answered(), now) + PAUSE_MILLIS;
        return count <= CLOSED_AT ? next : Math.min(next, now + (long) PAUSE_MILLIS * CLOSED_AT);
    }

    /** Whether there were so many that not even a right one is taken now. A right one does not prolong that. */
    synchronized boolean isClosed(String deviceId, String address) {
        return !known.isEmpty()
                && countOf(known.getOrDefault(key(deviceId, address), Failures.NONE), clock.millis()) >= CLOSED_AT;
    }

    /** A right one: all is forgiven. */
    synchronized void succeeded(String deviceId, String address) {
        if (!known.isEmpty()) {
            known.remove(key(deviceId, address));
        }
    }

    private static int countOf(Failures failures, long now) {
        return now - failures.last() > MEMORY_MILLIS ? 0 : failures.count();
    }

    private static String key(String deviceId, String address) {
        int port = address.lastIndexOf(':');
        return deviceId + " " + (port < 0 ? address : address.substring(0, port));
    }
}
