package org.axletree.hub.registry.metrics;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** How finely metrics are kept, and for how long (scaleway.md section 2, Metrics). */
enum MetricStep {
    MINUTE(60, Duration.ofMinutes(1)),
    HOUR(24, Duration.ofHours(1)),
    FOUR_HOURS(42, Duration.ofHours(4)),
    DAY(30, Duration.ofDays(1)),
    MONTH(12, Duration.ofDays(31)) {
        @Override
        long bucketOf(Instant time) {
            LocalDate day = time.atOffset(ZoneOffset.UTC).toLocalDate();
            return day.getYear() * 12L + day.getMonthValue() - 1;
        }

        @Override
        Instant startOf(long bucket) {
            return LocalDate.of((int) (bucket / 12), (int) (bucket % 12) + 1, 1)
                    .atStartOfDay()
                    .toInstant(ZoneOffset.UTC);
        }
    };

    private final int steps;
    private final Duration length;

    MetricStep(int steps, Duration length) {
        this.steps = steps;
        this.length = length;
    }

    /** Buckets that are kept: those of the window and the one that it begins in. */
    int slots() {
        return steps + 1;
    }

    /** The number of the bucket that a time falls into; the next bucket has the next number. */
    long bucketOf(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), length.toSeconds());
    }

    /** The bucket of a time, or the oldest that is kept now. */
    long firstOf(Instant start, Instant now) {
        return Math.max(bucketOf(start), bucketOf(now) - slots() + 1);
    }

    /** When a bucket begins. */
    Instant startOf(long bucket) {
        return Instant.ofEpochSecond(bucket * length.toSeconds());
    }

    /** The finest step that still knows what was at the start; a start that was just now within a window still is. */
    static MetricStep reaching(Instant start, Instant now) {
        for (MetricStep step : values()) {
            if (step.bucketOf(now) - step.bucketOf(start) < step.slots()) {
                return step;
            }
        }
        return MONTH;
    }
}
