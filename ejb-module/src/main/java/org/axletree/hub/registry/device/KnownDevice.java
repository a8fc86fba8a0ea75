package org.axletree.hub.registry.device;

import java.util.Optional;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.hub.registry.hub.ProductPlan;

/**
 * What the gate must know of a device, in one look.
 *
 * @param dialect whose words it speaks: the short name of the cloud that it was built for
 * @param ownCertificate whether it was given a certificate, and is recognised by that one alone (scaleway.md D14)
 * @param hubMovedTo the server that its hub has moved to
 * @param hasParent whether it is a part of another device, or stands behind it
 */
public record KnownDevice(
        DeviceIdentity identity,
        String dialect,
        ProductPlan plan,
        boolean hubEnabled,
        boolean enabled,
        boolean allowInsecure,
        boolean allowMultipleConnections,
        MessageFilters messageFilters,
        boolean ownCertificate,
        Optional<String> hubMovedTo,
        boolean hasParent) {}
