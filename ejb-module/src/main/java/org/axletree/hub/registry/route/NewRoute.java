package org.axletree.hub.registry.route;

import org.axletree.core.topic.TopicFilter;

/** A route to create. */
public record NewRoute(
        String region,
        String hubId,
        String name,
        TopicFilter topic,
        RouteConfiguration configuration,
        DeliveryPolicy delivery) {}
