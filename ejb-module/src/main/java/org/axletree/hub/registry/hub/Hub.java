package org.axletree.hub.registry.hub;

import java.time.Instant;
import java.util.Optional;

/**
 * A hub as it is known outside the registry.
 *
 * @param id UUID, lower case with dashes
 * @param deviceCount devices in the registry
 * @param connectedDeviceCount devices with at least one live session
 * @param movedTo the server that its devices are sent to, as {@code host} or {@code host:port}; empty while it is here
 */
public record Hub(
        String id,
        String name,
        ProductPlan productPlan,
        boolean enabled,
        int deviceCount,
        int connectedDeviceCount,
        boolean disableEvents,
        String eventsTopicPrefix,
        String region,
        Instant createdAt,
        Instant updatedAt,
        String projectId,
        String organizationId,
        boolean enableDeviceAutoProvisioning,
        boolean hasCustomCa,
        Optional<String> movedTo) {}
