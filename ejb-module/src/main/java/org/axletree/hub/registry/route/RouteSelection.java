package org.axletree.hub.registry.route;

import java.util.Objects;

/**
 * Which of the messages of its topic a route takes.
 *
 * @param condition an expression that has to hold ({@link org.axletree.hub.condition.Condition}); empty for none
 * @param fallback whether it takes only what no other route of the hub takes
 */
public record RouteSelection(String condition, boolean fallback) {
    /** Every message of the topic. */
    public static final RouteSelection ALL = new RouteSelection("", false);

    public RouteSelection {
        Objects.requireNonNull(condition, "condition");
    }

    /** Whether it takes every message of the topic. */
    public boolean isAll() {
        return condition.isEmpty() && !fallback;
    }

    public RouteSelection withCondition(String other) {
        return new RouteSelection(other, fallback);
    }

    public RouteSelection withFallback(boolean other) {
        return new RouteSelection(condition, other);
    }
}
