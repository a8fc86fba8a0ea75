package org.axletree.core.route;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * What lies in a queue.
 *
 * @param messages how many, with those that a consumer has and did not acknowledge
 * @param oldestAt when the oldest of them was sent, in milliseconds since 1970; empty if there is none
 */
public record QueueDepth(long messages, OptionalLong oldestAt) {
    public static final QueueDepth EMPTY = new QueueDepth(0, OptionalLong.empty());

    public QueueDepth {
        Objects.requireNonNull(oldestAt, "oldestAt");
        if (messages < 0) {
            throw new IllegalArgumentException("messages: " + messages + " (expected: 0 or more)");
        }
    }
}
