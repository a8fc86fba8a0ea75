package org.axletree.web.console.traffic;

import java.time.Duration;

/** How far a chart looks back; the five windows of the metrics (scaleway.md J1). */
public enum TrafficWindow {
    HOUR("Last hour", Duration.ofHours(1), "a minute"),
    DAY("Last day", Duration.ofDays(1), "an hour"),
    WEEK("Last week", Duration.ofDays(7), "in four hours"),
    MONTH("Last month", Duration.ofDays(30), "a day"),
    YEAR("Last year", Duration.ofDays(365), "a month");

    private final String label;
    private final Duration length;
    private final String step;

    TrafficWindow(String label, Duration length, String step) {
        this.label = label;
        this.length = length;
        this.step = step;
    }

    public String getLabel() {
        return label;
    }

    Duration length() {
        return length;
    }

    /** What one bar stands for, in words. */
    String step() {
        return step;
    }
}
