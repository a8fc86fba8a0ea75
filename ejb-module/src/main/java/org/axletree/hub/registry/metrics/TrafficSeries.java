package org.axletree.hub.registry.metrics;

import java.time.Instant;
import java.util.List;

/**
 * What passed through a hub, step by step.
 *
 * @param nextAt when the step after the last one begins
 * @param points oldest first, without gaps
 */
public record TrafficSeries(Instant nextAt, List<Point> points) {
    /** What passed in one step, which begins at the time. */
    public record Point(Instant time, HubVolume volume) {}

    public TrafficSeries {
        points = List.copyOf(points);
    }
}
