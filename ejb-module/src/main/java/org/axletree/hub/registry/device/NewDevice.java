package org.axletree.hub.registry.device;

import org.axletree.core.filter.MessageFilters;

/** A device to create. */
public record NewDevice(
        String region,
        String hubId,
        String name,
        String description,
        boolean allowInsecure,
        boolean allowMultipleConnections,
        MessageFilters messageFilters) {}
