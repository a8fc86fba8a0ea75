package org.axletree.hub.delivery.log;

/**
 * How much may wait for a route.
 *
 * @param bytes beyond which there is too much, whatever the number; a commit may go beyond it
 * @param holds whether senders wait when there is so much; if not, the oldest are given up
 */
public record BacklogBound(int messages, long bytes, boolean holds) {
    static final BacklogBound STANDARD = new BacklogBound(100_000, true);

    /** However many bytes they are. */
    public BacklogBound(int messages, boolean holds) {
        this(messages, Long.MAX_VALUE, holds);
    }

    public BacklogBound {
        if (messages <= 0) {
            throw new IllegalArgumentException("messages: " + messages + " (expected: > 0)");
        }
    }
}
