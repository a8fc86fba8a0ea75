package org.axletree.hub.telemetry;

import java.time.Instant;
import java.util.Objects;
import org.axletree.core.route.QueueDepth;

/**
 * What lay in the queue of a route when somebody last looked.
 *
 * @param hubId the hub of the route
 * @param queue what lay there
 */
public record Backlog(String hubId, QueueDepth queue) {
    private static final double MILLIS_PER_SECOND = 1_000;

    public Backlog {
        Objects.requireNonNull(hubId, "hubId");
        Objects.requireNonNull(queue, "queue");
    }

    public long messages() {
        return queue.messages();
    }

    /** How old the oldest message is by now, in seconds; 0 if there was none. */
    public double lagSeconds(Instant now) {
        return Math.max(0, now.toEpochMilli() - queue.oldestAt().orElse(Long.MAX_VALUE)) / MILLIS_PER_SECOND;
    }
}
