package org.axletree.hub.registry.azure;

import jakarta.json.JsonObject;
import java.time.Instant;

/**
 * The twin of a device or module.
 *
 * @param version counts up with every change of tags or desired properties
 */
public record AzureTwin(
        AzureIdentity identity,
        JsonObject tags,
        JsonObject desired,
        long desiredVersion,
        Instant desiredUpdatedAt,
        JsonObject reported,
        long reportedVersion,
        Instant reportedUpdatedAt,
        long version) {}
