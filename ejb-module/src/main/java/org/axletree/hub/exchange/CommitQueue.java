package org.axletree.hub.exchange;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.axletree.core.door.RoutedPublication;
import org.axletree.core.outcome.Reason;

/**
 * What waits to be committed to routes, in order, and whether somebody works on it. One hub gets a quarter of the room at
 * most, so that its networks do not keep the others' events out. From any thread.
 */
final class CommitQueue {
    static final int MOST_MESSAGES = 10_000;
    static final int MOST_MESSAGES_PER_HUB = MOST_MESSAGES / 4;
    static final int MOST_BYTES = 64 * 1024 * 1024;
    static final int MOST_BYTES_PER_HUB = MOST_BYTES / 4;
    static final int BATCH = 256;

    /** A message and whoever waits for its outcome. */
    record Waiting(RoutedPublication routed, CompletableFuture<Outcome> answer) {
        Waiting(RoutedPublication routed) {
            this(routed, new CompletableFuture<>());
        }

        private String hubId() {
            return routed.routes().hubId();
        }

        private int size() {
            return routed.publication().payloadSize();
        }
    }

    /** What waits, in messages and bytes of payload. */
    private record Load(int messages, long bytes) {
        private static final Load NONE = new Load(0, 0);

        Load plus(int more, long moreBytes) {
            return new Load(messages + more, bytes + moreBytes);
        }

        boolean fits(int mostMessages, long mostBytes) {
            return messages <= mostMessages && bytes <= mostBytes;
        }
    }

    private final Queue<Waiting> queue = new ArrayDeque<>();
    private final Map<String, Load> byHub = new HashMap<>();
    private Load all = Load.NONE;
    private boolean working;

    /** Answers false if there is no room. */
    synchronized boolean offer(Waiting entry) {
        Load ofHub = byHub.getOrDefault(entry.hubId(), Load.NONE).plus(1, entry.size());
        Load ofAll = all.plus(1, entry.size());
        if (!ofHub.fits(MOST_MESSAGES_PER_HUB, MOST_BYTES_PER_HUB) || !ofAll.fits(MOST_MESSAGES, MOST_BYTES)) {
            return false;
        }
        queue.add(entry);
        byHub.put(entry.hubId(), ofHub);
        all = ofAll;
        return true;
    }

    /** Whether the caller is to start working: nobody does, and there is something to do. */
    synchronized boolean begin() {
        if (working || queue.isEmpty()) {
            return false;
        }
        working = true;
        return true;
    }

    /** The next messages of one set of routes, in order. Empty if there are none: then nobody works any more. */
    synchronized List<Waiting> next() {
        List<Waiting> batch = new ArrayList<>();
        for (Waiting head = queue.peek(); head != null && batch.size() < BATCH; head = queue.peek()) {
            if (!batch.isEmpty() && !head.routed().routes().key().equals(keyOf(batch))) {
                break;
            }
            batch.add(take());
        }
        working = !batch.isEmpty();
        return batch;
    }

    /** Nobody will work any more. */
    void refuseAll(Reason reason) {
        List<Waiting> refused = new ArrayList<>();
        synchronized (this) {
            while (!queue.isEmpty()) {
                refused.add(take());
            }
            working = false;
        }
        refused.forEach(entry -> entry.answer().complete(new Outcome.Refused(reason)));
    }

    private Waiting take() {
        Waiting entry = queue.remove();
        all = all.plus(-1, -entry.size());
        byHub.computeIfPresent(entry.hubId(), (hub, load) -> {
            Load left = load.plus(-1, -entry.size());
            return left.messages() == 0 ? null : left;
        });
        return entry;
    }

    private static String keyOf(List<Waiting> batch) {
        return batch.get(0).routed().routes().key();
    }
}
