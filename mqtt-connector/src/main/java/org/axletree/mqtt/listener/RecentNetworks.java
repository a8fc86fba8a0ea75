package org.axletree.mqtt.listener;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Networks ({@link Peer#network}) that are remembered for a while: those that were added within the life, or again, are there,
 * but for the ones that were added least recently where there are more than the most. For all event loops at once, without a
 * lock: there are two generations, and whatever is not added anew is gone with the elder.
 */
final class RecentNetworks {
    private final int mostOfAGeneration;
    private final long lifeNanos;
    private volatile Generations generations;

    private record Generations(Set<Long> younger, Set<Long> elder, long since) {
        Generations(Set<Long> elder, long since) {
            this(ConcurrentHashMap.newKeySet(), elder, since);
        }
    }

    /** @param most networks at once; the latest half of as many is sure to be there */
    RecentNetworks(int most, long lifeNanos, long now) {
        this.mostOfAGeneration = Math.max(1, most / 2);
        this.lifeNanos = lifeNanos;
        this.generations = new Generations(Set.of(), now);
    }

    boolean contains(long network, long now) {
        Generations current = current(now);
        return current.younger.contains(network) || current.elder.contains(network);
    }

    /** Answers whether it was not there. */
    boolean add(long network, long now) {
        Generations current = current(now);
        if (!current.younger.add(network)) {
            return false;
        }
        boolean known = current.elder.contains(network);
        if (current.younger.size() >= mostOfAGeneration) {
            replace(current, new Generations(current.younger, now));
        }
        return !known;
    }

    void remove(long network) {
        Generations current = generations;
        current.younger.remove(network);
        if (!current.elder.isEmpty()) {
            current.elder.remove(network);
        }
    }

    void clear(long now) {
        generations = new Generations(Set.of(), now);
    }

    private Generations current(long now) {
        Generations current = generations;
        long age = now - current.since;
        if (age > 2 * lifeNanos) {
            replace(current, new Generations(Set.of(), now));
        } else if (age > lifeNanos) {
            replace(current, new Generations(current.younger, now));
        }
        return generations;
    }

    /** Once for each generation, whoever finds out first. */
    private synchronized void replace(Generations before, Generations after) {
        if (generations == before) {
            generations = after;
        }
    }
}
