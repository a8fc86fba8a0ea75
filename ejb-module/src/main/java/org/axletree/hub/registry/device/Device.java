package org.axletree.hub.registry.device;

import java.time.Instant;
import java.util.Optional;
import org.axletree.core.filter.MessageFilters;

/**
 * A device as it is known outside the registry.
 *
 * @param id UUID, lower case with dashes, unique over all hubs
 * @param connected whether it has a live session now
 * @param dialect whose words it speaks: the short name of the cloud that it was built for
 * @param parentId the device that it is a part of or stands behind
 * @param lastActivityAt when it was last seen; empty if never
 * @param certificateEndsAt when the certificate that it is recognised by ends; empty without one
 */
public record Device(
        String id,
        String hubId,
        String region,
        String name,
        String description,
        boolean enabled,
        boolean connected,
        boolean allowInsecure,
        boolean allowMultipleConnections,
        MessageFilters messageFilters,
        boolean hasCustomCertificate,
        String dialect,
        Optional<String> parentId,
        Optional<Instant> lastActivityAt,
        Optional<Instant> certificateEndsAt,
        Instant createdAt,
        Instant updatedAt) {}
