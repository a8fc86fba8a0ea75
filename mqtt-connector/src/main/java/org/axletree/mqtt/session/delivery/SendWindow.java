package org.axletree.mqtt.session.delivery;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.axletree.mqtt.session.attachment.Outbox;

/**
 * What one connection of a session may be sent at present: so many QoS 1 and 2 messages at once, and first those that the
 * connection before left unsettled. On the session's event loop.
 */
final class SendWindow {
    private final Outbox outbox;
    private final int mostInFlight;
    /** What is to be sent again; empty as soon as nothing is left. */
    private Optional<Queue<Integer>> again;

    /** Messages on this connection that wait for PUBACK or PUBCOMP: those of earlier ones count when they were sent again. */
    private int inFlight;

    /** @param unsettled packet identifiers of what earlier connections were sent, in the order to send it again */
    SendWindow(Outbox outbox, int mostInFlight, List<Integer> unsettled) {
        this.outbox = outbox;
        this.mostInFlight = mostInFlight;
        this.again = unsettled.isEmpty() ? Optional.empty() : Optional.of(new ArrayDeque<>(unsettled));
    }

    Outbox outbox() {
        return outbox;
    }

    /** Whether one more would be sent at once. */
    boolean isOpen() {
        return inFlight < mostInFlight && outbox.isWritable();
    }

    /** A message is on its way. */
    void began() {
        inFlight++;
    }

    /** A message is settled. */
    void settled() {
        inFlight = Math.max(0, inFlight - 1);
    }

    /** Whether nothing is left that is to be sent again. */
    boolean isUpToDate() {
        return again.isEmpty();
    }

    /** The packet identifier that is to be sent again next; 0 if none is left. */
    int next() {
        if (again.isEmpty()) {
            return 0;
        }
        Integer first = again.get().peek();
        if (first == null) {
            again = Optional.empty();
            return 0;
        }
        return first;
    }

    /** The next is sent again now. */
    void takeNext() {
        again.ifPresent(Queue::remove);
    }

    /** Whether it is still to be sent again. */
    boolean isToCome(int packetId) {
        return again.isPresent() && again.get().contains(packetId);
    }
}
