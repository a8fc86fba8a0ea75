package org.axletree.hub.registry.route;

import java.time.Instant;
import java.util.Optional;
import org.axletree.core.topic.TopicFilter;

/**
 * A route as it is known outside the registry.
 *
 * @param topic of which topics it takes messages
 * @param selection which of those it takes in the end
 * @param content what it demands of payloads, and adds to messages
 * @param configuration what its kind is told, secrets included
 * @param destination what it leads to, where that can be told
 * @param takes whether messages of the hub go to it; else it only brings messages in
 * @param delivery how it delivers
 * @param paused whether it only collects
 */
public record Route(
        String id,
        String hubId,
        String region,
        String name,
        TopicFilter topic,
        RouteSelection selection,
        RouteContent content,
        RouteConfiguration configuration,
        Optional<RouteDestination> destination,
        boolean takes,
        DeliveryPolicy delivery,
        boolean paused,
        Instant createdAt,
        Instant updatedAt) {
    public String kind() {
        return configuration.kind();
    }

    /** The same route, which only collects. */
    public Route onHold() {
        return new Route(
                id,
                hubId,
                region,
                name,
                topic,
                selection,
                content,
                configuration,
                destination,
                takes,
                delivery,
                true,
                createdAt,
                updatedAt);
    }
}
