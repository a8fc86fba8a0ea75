package org.axletree.hub.registry.hub;

import java.util.Optional;

/** Changes to a hub. What is empty stays. */
public record HubPatch(
        Optional<String> name,
        Optional<ProductPlan> productPlan,
        Optional<Boolean> disableEvents,
        Optional<String> eventsTopicPrefix,
        Optional<Boolean> enableDeviceAutoProvisioning) {}
