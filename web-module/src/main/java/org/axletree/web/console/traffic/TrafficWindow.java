package org.axletree.web.console.traffic;

import java.time.Duration;

/** How far a chart looks back; the five windows of the metrics (scaleway.md J1). */
enum TrafficWindow {
    HOUR(Duration.ofHours(1)),
    DAY(Duration.ofDays(1)),
    WEEK(Duration.ofDays(7)),
    MONTH(Duration.ofDays(30)),
    YEAR(Duration.ofDays(365));

    private final Duration length;

    TrafficWindow(Duration length) {
        this.length = length;
    }

    Duration length() {
        return length;
    }
}
