package org.axletree.hub.registry.hub;

import java.util.Optional;

/**
 * Changes to a hub. What is empty stays.
 *
 * @param movedTo the server that its devices are sent to from now on, as {@code host} or {@code host:port}; an empty text
 *     takes them in again
 */
public record HubPatch(
        Optional<String> name,
        Optional<ProductPlan> productPlan,
        Optional<Boolean> disableEvents,
        Optional<String> eventsTopicPrefix,
        Optional<Boolean> enableDeviceAutoProvisioning,
        Optional<String> movedTo) {}
