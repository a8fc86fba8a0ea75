package org.axletree.core.route;

import java.util.Objects;

/**
 * Where a route leads: the JMS queue that receives its messages.
 *
 * @param routeId UUID of the route
 * @param queueName physical name of the queue
 */
public record RouteTarget(String routeId, String queueName) {
    public RouteTarget {
        Objects.requireNonNull(routeId, "routeId");
        Objects.requireNonNull(queueName, "queueName");
    }
}
