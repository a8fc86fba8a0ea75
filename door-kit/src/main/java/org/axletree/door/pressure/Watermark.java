package org.axletree.door.pressure;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

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

    /**
     * @param highMessages so many messages are too many
     * @param highBytes so many bytes of payload are too many
     */
    public Watermark(long highMessages, long highBytes) {
        this.highMessages = highMessages;
        this.highBytes = highBytes;
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
        held.add(sender);
        // What it waits for may have gone just before it began to wait.
        letGo();
    }

    /** A held sender has gone. */
    public void forget(Sender sender) {
        held.remove(sender);
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
