package org.axletree.hub.delivery;

import org.axletree.hub.delivery.log.RouteCursor;
import org.axletree.hub.registry.route.Route;

/** A route with its place in the log. */
record Member(Route route, RouteCursor cursor) {}
