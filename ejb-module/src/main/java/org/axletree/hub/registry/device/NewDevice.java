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
        MessageFilters messageFilters,
        Registration registration) {
    /** By the management API. */
    public NewDevice(
            String region,
            String hubId,
            String name,
            String description,
            boolean allowInsecure,
            boolean allowMultipleConnections,
            MessageFilters messageFilters) {
        this(
                region,
                hubId,
                name,
                description,
                allowInsecure,
                allowMultipleConnections,
                messageFilters,
                Registration.MANAGED);
    }
}
