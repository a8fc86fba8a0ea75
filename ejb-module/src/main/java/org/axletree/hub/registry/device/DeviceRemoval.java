package org.axletree.hub.registry.device;

import jakarta.persistence.EntityManager;
import java.util.Objects;
import java.util.Optional;

/**
 * A device is about to be deleted. Whoever hears of it is in the transaction that deletes it, and its rows are still there.
 *
 * @param entities of the transaction
 * @param parentId the device that it is a part of; empty if of none, or if that one goes too or wished it itself
 * @param dialect the short name of what it speaks
 */
public record DeviceRemoval(
        EntityManager entities, String hubId, String deviceId, Optional<String> parentId, String dialect) {
    public DeviceRemoval {
        Objects.requireNonNull(entities, "entities");
        Objects.requireNonNull(hubId, "hubId");
        Objects.requireNonNull(deviceId, "deviceId");
        Objects.requireNonNull(parentId, "parentId");
        Objects.requireNonNull(dialect, "dialect");
    }
}
