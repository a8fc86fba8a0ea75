package org.axletree.hub.registry.object;

import java.time.Instant;

/**
 * An object that an owner has described, as it is known outside the registry.
 *
 * @param objectId of LwM2M
 * @param version of the object
 * @param content the file
 */
public record DescribedObject(
        String id,
        String hubId,
        int objectId,
        String name,
        String version,
        String content,
        Instant createdAt,
        Instant updatedAt) {}
