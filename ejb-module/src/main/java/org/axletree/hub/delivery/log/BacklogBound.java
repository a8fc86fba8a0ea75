package org.axletree.hub.delivery.log;

/**
 * How much may wait for a route.
 *
 * @param holds whether senders wait when there is so much; if not, the oldest are given up
 */
public record BacklogBound(int messages, boolean holds) {
    static final BacklogBound STANDARD = new BacklogBound(100_000, true);

    public BacklogBound {
        if (messages <= 0) {
            throw new IllegalArgumentException("messages: " + messages + " (expected: > 0)");
        }
    }
}
