package org.axletree.mqtt.retained;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.axletree.mqtt.store.StoredMessage;

/** When retained messages expire. */
final class Expiries {
    /** So many at once, so that no event loop is busy with them for long. */
    private static final int MOST_AT_ONCE = 1_000;

    private final NavigableSet<Expiry> ordered = new ConcurrentSkipListSet<>(
            Comparator.comparingLong(Expiry::at).thenComparingLong(expiry -> expiry.message.id()));

    record Expiry(String hubId, StoredMessage message) {
        long at() {
            return message.expiresAt();
        }
    }

    void add(String hubId, StoredMessage message) {
        if (message.expiresAt() != StoredMessage.NEVER) {
            ordered.add(new Expiry(hubId, message));
        }
    }

    /** The message went before its time. */
    void remove(String hubId, StoredMessage message) {
        if (message.expiresAt() != StoredMessage.NEVER) {
            ordered.remove(new Expiry(hubId, message));
        }
    }

    List<Expiry> due(long now) {
        List<Expiry> due = new ArrayList<>();
        for (Expiry first = ordered.isEmpty() ? null : ordered.first();
                first != null && first.at() <= now && due.size() < MOST_AT_ONCE;
                first = ordered.higher(first)) {
            if (ordered.remove(first)) {
                due.add(first);
            }
        }
        return due;
    }
}
