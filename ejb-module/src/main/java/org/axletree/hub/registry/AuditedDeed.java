package org.axletree.hub.registry;

import java.util.Map;

/**
 * What a person or a program did to what is no row that tells of itself: to the twin of a device, to its session, or by a message.
 *
 * @param action {@code created}, {@code updated} or {@code deleted} for what is kept; {@code sent}, {@code disconnected} or {@code ended}
 * @param resource its kind, as in the API
 * @param resourceId the id by which people know it: that of the device where it is a device's
 * @param before what changed, as it was: names of fields and their values, never a payload or a secret
 * @param after the same as it is now
 */
public record AuditedDeed(
        String action,
        String resource,
        String resourceId,
        String hubId,
        Map<String, Object> before,
        Map<String, Object> after) {
    public AuditedDeed {
        before = Map.copyOf(before);
        after = Map.copyOf(after);
    }

    /** Something that was done once and is over. */
    public static AuditedDeed once(
            String action, String resource, String resourceId, String hubId, Map<String, Object> what) {
        return new AuditedDeed(action, resource, resourceId, hubId, Map.of(), what);
    }

    /**
     * Writes it down with the change that is being made in this thread, if a person or a program asks; the hub and devices leave no
     * entry. What is done outside of the registry is told to {@link org.axletree.hub.registry.audit.AuditLog#note}.
     */
    public void noteWithChange() {
        AuditTrail.noteDeed(this);
    }
}
