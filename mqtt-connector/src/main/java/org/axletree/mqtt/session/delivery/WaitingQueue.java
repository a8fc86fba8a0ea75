package org.axletree.mqtt.session.delivery;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.axletree.mqtt.store.StoredMessage;

/** What waits for the window of one session. What comes when it is full is not taken: the oldest stay. */
final class WaitingQueue {
    private final Queue<Delivery> waiting = new ArrayDeque<>();
    private long bytes;
    /** When the first of them expires, or earlier: some may have gone. */
    private long earliestExpiry = StoredMessage.NEVER;

    /** Answers whether there is room for one more; the first always fits. */
    boolean hasRoomFor(int size, int mostMessages, int mostBytes) {
        return waiting.isEmpty() || waiting.size() < mostMessages && bytes + size <= mostBytes;
    }

    void add(Delivery delivery) {
        bytes += delivery.message().size();
        waiting.add(delivery);
        earliestExpiry = Math.min(earliestExpiry, delivery.message().expiresAt());
    }

    Optional<Delivery> poll() {
        Delivery first = waiting.poll();
        if (first == null) {
            return Optional.empty();
        }
        bytes -= first.message().size();
        return Optional.of(first);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    int size() {
        return waiting.size();
    }

    long bytes() {
        return bytes;
    }

    void forEach(Consumer<Delivery> action) {
        waiting.forEach(action);
    }

    /** When something may have expired; {@link StoredMessage#NEVER} if nothing does. */
    long earliestExpiry() {
        return earliestExpiry;
    }

    /** Hands over, and no longer keeps, what has expired. */
    void removeExpired(long now, Consumer<Delivery> removed) {
        if (earliestExpiry > now) {
            return;
        }
        earliestExpiry = StoredMessage.NEVER;
        removeIf(
                one -> {
                    long expiry = one.message().expiresAt();
                    if (expiry > now) {
                        earliestExpiry = Math.min(earliestExpiry, expiry);
                    }
                    return expiry <= now;
                },
                removed);
    }

    /** Hands over, and no longer keeps, what the predicate finds. */
    void removeIf(Predicate<Delivery> which, Consumer<Delivery> removed) {
        for (Iterator<Delivery> each = waiting.iterator(); each.hasNext(); ) {
            Delivery one = each.next();
            if (which.test(one)) {
                each.remove();
                bytes -= one.message().size();
                removed.accept(one);
            }
        }
    }
}
