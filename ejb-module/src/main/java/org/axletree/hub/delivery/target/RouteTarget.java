package org.axletree.hub.delivery.target;

import jakarta.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.axletree.core.route.QueueDepth;
import org.axletree.hub.delivery.log.LoggedMessage;
import org.axletree.hub.registry.route.Route;
import org.axletree.hub.registry.route.RouteConfiguration;
import org.axletree.hub.registry.route.RouteKind;

/**
 * A kind of target. Each is one bean in a package of its own below this one, found by its {@link #kind()}; nothing else has to
 * know of it.
 */
public interface RouteTarget extends RouteKind {
    /**
     * Makes ready to deliver for one route. Does not block: a target that is away is found out by the first delivery.
     *
     * @param routeId UUID of the route
     */
    TargetConnection open(String routeId, RouteConfiguration configuration);

    /** The same for {@link TargetConnection#problem} alone, beside a route that may deliver meanwhile. */
    default TargetConnection openForTrial(RouteConfiguration configuration) {
        return open("trial-" + UUID.randomUUID(), configuration);
    }

    /**
     * What {@link TargetConnection#deliver} would send of a message, for people who ask what a route does. Made by the code that
     * delivers; connects to nothing, and has {@link RouteKind#MASK} in the place of every secret and of what is signed with one.
     *
     * @return in the order in which it is read; payloads as {@link ShownPayload} has them
     * @throws IllegalArgumentException if the message could only become a dead letter; its text is the sentence of that
     */
    JsonObject preview(RouteConfiguration configuration, LoggedMessage message);

    /**
     * The routes of this kind are these now, those that are paused as well. Called before the first of them is delivered to, and
     * after each change; may block for a moment.
     *
     * @param reports for kinds that bring messages in; empty as long as nobody would hear these
     */
    default void arrange(List<Route> routes, Optional<SourceReports> reports) {
        // Most need not know.
    }

    /**
     * How much of what was delivered lies at the target and was not taken from there, where that can be told. Asked every few
     * seconds; may block for a moment.
     *
     * @param routes of this kind
     * @return by the id of the route
     */
    default Map<String, QueueDepth> depths(Collection<Route> routes) {
        return Map.of();
    }
}
