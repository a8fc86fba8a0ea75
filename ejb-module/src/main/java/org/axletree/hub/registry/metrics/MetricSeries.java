package org.axletree.hub.registry.metrics;

import java.time.Instant;
import java.util.List;

/**
 * One metric over time.
 *
 * @param name {@code message_count}, {@code active_devices} or {@code device_activity}
 * @param points oldest first, without gaps
 */
public record MetricSeries(String name, List<Point> points) {
    /** The value of one step, which begins at the time. */
    public record Point(Instant time, long value) {}

    public MetricSeries {
        points = List.copyOf(points);
    }
}
