package org.axletree.hub.registry.hub;

import java.time.Instant;

/**
 * A hub as it is known outside the registry.
 *
 * @param id UUID, lower case with dashes
 * @param deviceCount devices in the registry
 * @param connectedDeviceCount devices with at least one live session
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
        boolean hasCustomCa) {}
