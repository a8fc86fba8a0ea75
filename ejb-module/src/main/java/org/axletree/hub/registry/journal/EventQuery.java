package org.axletree.hub.registry.journal;

import java.time.Instant;
import java.util.Optional;

/**
 * Which events are asked for; what is empty does not matter.
 *
 * @param severity {@code info}, {@code warning} or {@code error}
 * @param objectId what it happened to
 * @param reason one word, the same as in the metrics
 * @param since not before
 * @param until before
 */
public record EventQuery(
        Optional<String> severity,
        Optional<String> objectId,
        Optional<String> reason,
        Optional<Instant> since,
        Optional<Instant> until) {
    /** All there are. */
    public static final EventQuery ALL =
            new EventQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
