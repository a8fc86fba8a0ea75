package org.axletree.hub.delivery;

import org.axletree.hub.delivery.log.RouteCursor;
import org.axletree.hub.registry.route.Route;

/**
 * A route with its place in the log.
 *
 * @param content what the route does to its messages
 */
record Member(Route route, RouteCursor cursor, RouteContents.Content content) {}
