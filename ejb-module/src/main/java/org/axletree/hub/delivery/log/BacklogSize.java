package org.axletree.hub.delivery.log;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * How much waits for a route.
 *
 * @param oldestAt when the hub received the oldest, in milliseconds since 1970; empty if nothing waits
 */
public record BacklogSize(long messages, long bytes, OptionalLong oldestAt) {
    public static final BacklogSize EMPTY = new BacklogSize(0, 0, OptionalLong.empty());

    public BacklogSize {
        Objects.requireNonNull(oldestAt, "oldestAt");
    }
}
