package org.axletree.hub.registry.huawei;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * What is wanted of a service of a device, and what the device last said of it.
 *
 * @param version of what is wanted: counts its changes
 * @param desiredAt empty if nothing was ever wanted
 * @param reportedAt empty if the device never said anything
 */
public record HuaweiShadow(
        String serviceId,
        long version,
        JsonObject desired,
        Optional<Instant> desiredAt,
        JsonObject reported,
        Optional<Instant> reportedAt) {}
