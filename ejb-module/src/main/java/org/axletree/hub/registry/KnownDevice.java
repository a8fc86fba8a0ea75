package org.axletree.hub.registry;

import org.axletree.core.filter.MessageFilters;
import org.axletree.core.identity.DeviceIdentity;

/** What the gate must know of a device, in one look. */
public record KnownDevice(
        DeviceIdentity identity,
        ProductPlan plan,
        boolean hubEnabled,
        boolean enabled,
        boolean allowInsecure,
        boolean allowMultipleConnections,
        MessageFilters messageFilters) {}
