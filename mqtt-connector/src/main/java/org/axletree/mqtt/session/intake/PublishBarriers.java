package org.axletree.mqtt.session.intake;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * What one session published while others, whose place it took, had not finished: it goes on when they have, in order (ADR
 * 43). A session may take over several times while somebody has not finished: then what it published later waits for those of
 * the later time as well. On the session's event loop.
 */
final class PublishBarriers {
    private final Consumer<InboundPublication> goesOn;
    private final Deque<Barrier> barriers = new ArrayDeque<>(1);
    private int messages;
    private long bytes;

    /** Those of one time, and what waits for them. */
    private static final class Barrier {
        final Queue<InboundPublication> waiting = new ArrayDeque<>();
        int awaited;

        Barrier(int awaited) {
            this.awaited = awaited;
        }
    }

    /** @param goesOn takes what waits no longer */
    PublishBarriers(Consumer<InboundPublication> goesOn) {
        this.goesOn = goesOn;
    }

    /**
     * What comes from now on waits.
     *
     * @param awaited how many have to finish
     * @return to be run, on the session's event loop, for each of them that has
     */
    Runnable close(int awaited) {
        Barrier barrier = new Barrier(awaited);
        barriers.add(barrier);
        return () -> {
            barrier.awaited--;
            goOn();
        };
    }

    boolean isClosed() {
        return !barriers.isEmpty();
    }

    /** It waits for those of the latest time. */
    void add(InboundPublication publication) {
        messages++;
        bytes += publication.payloadSize();
        barriers.getLast().waiting.add(publication);
    }

    private void goOn() {
        while (!barriers.isEmpty() && barriers.getFirst().awaited <= 0) {
            Barrier open = barriers.removeFirst();
            for (InboundPublication next : open.waiting) {
                messages--;
                bytes -= next.payloadSize();
                goesOn.accept(next);
            }
        }
    }

    int messages() {
        return messages;
    }

    long bytes() {
        return bytes;
    }

    /** The door closes. */
    void abandon() {
        barriers.forEach(barrier -> barrier.waiting.forEach(InboundPublication::release));
        barriers.clear();
    }
}
