package org.axletree.hub.registry.hub;

import java.util.Optional;

/** A hub to create. What is empty takes its default. */
public record NewHub(
        String region,
        String name,
        Optional<String> projectId,
        ProductPlan productPlan,
        Optional<Boolean> disableEvents,
        Optional<String> eventsTopicPrefix) {}
