package org.axletree.door.pressure;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what waits somewhere, and says when its senders must wait too: from the high mark on, until half of it is gone.
 * Takes no lock.
 */
public final class Watermark {
    private final long highMessages;
    private final long highBytes;
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final Queue<Sender> held = new ConcurrentLinkedQueue<>();
    private final LongAdder holds;

    /**
     * @param highMessages so many messages are too many
     * @param highBytes so many bytes of payload are too many
     */
    public Watermark(long highMessages, long highBytes) {
        this(highMessages, highBytes, new LongAdder());
    }

    /** @param holds counts how often a sender is made to wait, here and wherever else it is given */
    public Watermark(long highMessages, long highBytes, LongAdder holds) {
        this.highMessages = highMessages;
        this.highBytes = highBytes;
        this.holds = holds;
    }

    public void add(long payloadBytes) {
        add(1, payloadBytes);
    }

    public void add(long messageCount, long payloadBytes) {
        messages.addAndGet(messageCount);
        bytes.addAndGet(payloadBytes);
    }

    public void remove(long messageCount, long payloadBytes) {
        messages.addAndGet(-messageCount);
        bytes.addAndGet(-payloadBytes);
        if (!held.isEmpty()) {
            letGo();
        }
    }

    public boolean isHigh() {
        return messages.get() >= highMessages || bytes.get() >= highBytes;
    }

    /** Far above the high mark: holding senders back was not enough. */
    public boolean isFlooded() {
        return messages.get() / 2 >= highMessages || bytes.get() / 2 >= highBytes;
    }

    /** Makes a sender wait. Only on the sender's own thread, and once until it is let go. */
    public void hold(Sender sender) {
        holds.increment();
        held.add(sender);
        // What it waits for may have gone just before it began to wait.
        letGo();
    }

    /** A held sender has gone. */
    public void forget(Sender sender) {
        held.remove(sender);
    }

    /** How often a sender was made to wait. */
    public long holds() {
        return holds.sum();
    }

    public long messages() {
        return messages.get();
    }

    public long bytes() {
        return bytes.get();
    }

    private void letGo() {
        if (messages.get() > highMessages / 2 || bytes.get() > highBytes / 2) {
            return;
        }
        for (Sender sender = held.poll(); sender != null; sender = held.poll()) {
            sender.letGo(this);
        }
    }
}
