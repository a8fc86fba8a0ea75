package org.axletree.hub.snapshot;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A copy of the state.
 *
 * @param mark everything that was acknowledged before it is in the copy; of what came after, some may be
 * @param leftOut what lies elsewhere and is not in it, a sentence each
 * @param counts how many there are of what nobody added or removed while the copy was made
 */
public record Snapshot(
        String id,
        Instant mark,
        Instant completedAt,
        List<SnapshotFile> files,
        List<String> leftOut,
        Map<String, Long> counts) {}
