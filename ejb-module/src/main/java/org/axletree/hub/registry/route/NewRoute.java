package org.axletree.hub.registry.route;

import org.axletree.core.topic.TopicFilter;

/** A route to create. */
public record NewRoute(
        String region,
        String hubId,
        String name,
        TopicFilter topic,
        RouteSelection selection,
        RouteContent content,
        RouteConfiguration configuration,
        DeliveryPolicy delivery) {
    /** One that takes every message of its topic. */
    public NewRoute(
            String region,
            String hubId,
            String name,
            TopicFilter topic,
            RouteConfiguration configuration,
            DeliveryPolicy delivery) {
        this(region, hubId, name, topic, RouteSelection.ALL, RouteContent.AS_IS, configuration, delivery);
    }
}
