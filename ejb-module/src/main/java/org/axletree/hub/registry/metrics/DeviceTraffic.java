package org.axletree.hub.registry.metrics;

import java.time.Instant;
import java.util.List;
import org.axletree.core.door.Exchanged;

/**
 * What a device exchanged, step by step.
 *
 * @param nextAt when the step after the last one begins
 * @param points oldest first, without gaps
 */
public record DeviceTraffic(Instant nextAt, List<Point> points) {
    /** What was exchanged in one step, which begins at the time. */
    public record Point(Instant time, Exchanged exchanged) {}

    public DeviceTraffic {
        points = List.copyOf(points);
    }
}
