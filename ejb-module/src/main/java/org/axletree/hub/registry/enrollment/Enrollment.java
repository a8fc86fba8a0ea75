package org.axletree.hub.registry.enrollment;

import java.time.Instant;

/**
 * Who may ask for a hub: one device, or a group of those that can prove that they belong to it. Keys are in the open.
 *
 * @param id UUID
 * @param name the registration's id, or the group's
 * @param wanted what its owner said; the attestation is always there
 */
public record Enrollment(
        String id,
        String scopeName,
        String projectId,
        boolean ofGroup,
        String name,
        EnrollmentDraft wanted,
        long revision,
        Instant createdAt,
        Instant updatedAt) {
    /** What its devices prove themselves with. */
    public Attestation attestation() {
        return wanted.attestation().orElseThrow();
    }
}
