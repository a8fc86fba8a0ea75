package org.axletree.mqtt.retained;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.axletree.mqtt.store.StoredMessage;

/** When retained messages expire. */
final class Expiries {
    /** So many at once, so that no event loop is busy with them for long. */
    private static final int MOST_AT_ONCE = 1_000;

    private final Map<String, NavigableSet<Expiry>> byHub = new ConcurrentHashMap<>();

    record Expiry(String hubId, StoredMessage message) {
        long at() {
            return message.expiresAt();
        }
    }

    void add(String hubId, StoredMessage message) {
        if (message.expiresAt() != StoredMessage.NEVER) {
            of(hubId).add(new Expiry(hubId, message));
        }
    }

    /** The message went before its time. */
    void remove(String hubId, StoredMessage message) {
        if (message.expiresAt() != StoredMessage.NEVER) {
            of(hubId).remove(new Expiry(hubId, message));
        }
    }

    private NavigableSet<Expiry> of(String hubId) {
        NavigableSet<Expiry> present = byHub.get(hubId);
        return present != null
                ? present
                : byHub.computeIfAbsent(
                        hubId,
                        id -> new ConcurrentSkipListSet<>(
                                Comparator.comparingLong(Expiry::at).thenComparingLong(each -> each.message.id())));
    }

    /** The hub is gone. */
    void forget(String hubId) {
        byHub.remove(hubId);
    }

    /** Some of those that have expired. */
    List<Expiry> due(long now) {
        List<Expiry> due = new ArrayList<>();
        byHub.values().forEach(ordered -> add(ordered, now, due));
        return due;
    }

    /** Some of those of a hub. */
    List<Expiry> due(String hubId, long now) {
        List<Expiry> due = new ArrayList<>();
        NavigableSet<Expiry> ordered = byHub.get(hubId);
        if (ordered != null) {
            add(ordered, now, due);
        }
        return due;
    }

    private static void add(NavigableSet<Expiry> ordered, long now, List<Expiry> due) {
        for (Expiry first = ordered.isEmpty() ? null : ordered.first();
                first != null && first.at() <= now && due.size() < MOST_AT_ONCE;
                first = ordered.higher(first)) {
            if (ordered.remove(first)) {
                due.add(first);
            }
        }
    }
}
