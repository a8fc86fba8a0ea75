package org.axletree.hub.registry.metrics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What passed through a hub, or what a device exchanged, step by step.
 *
 * @param nextAt when the step after the last one begins
 * @param points oldest first, without gaps
 * @param <V> what is known of one step
 */
public record TrafficSeries<V>(Instant nextAt, List<Point<V>> points) {
    /** What passed in one step, which begins at the time. */
    public record Point<V>(Instant time, V volume) {}

    /** What is known of a bucket of a step. */
    interface Reader<V> {
        V read(MetricStep step, long bucket);
    }

    public TrafficSeries {
        points = List.copyOf(points);
    }

    /** @param start how far to look back; the finest step that reaches so far is taken */
    static <V> TrafficSeries<V> of(Instant start, Instant now, Reader<V> reader) {
        MetricStep step = MetricStep.reaching(start, now);
        long last = step.bucketOf(now);
        List<Point<V>> points = new ArrayList<>();
        for (long bucket = step.firstOf(start, now); bucket <= last; bucket++) {
            points.add(new Point<>(step.startOf(bucket), reader.read(step, bucket)));
        }
        return new TrafficSeries<>(step.startOf(last + 1), points);
    }
}
