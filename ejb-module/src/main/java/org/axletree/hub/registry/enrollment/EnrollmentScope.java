package org.axletree.hub.registry.enrollment;

import java.time.Instant;

/**
 * A provisioning service: a place at which devices of one project ask for their hub.
 *
 * @param name unique over the server, the first label of its host name
 * @param idScope what devices name it by
 * @param location a word of the owner's
 * @param tags JSON of the owner's
 */
public record EnrollmentScope(
        String name,
        String projectId,
        String idScope,
        String location,
        AllocationPolicy allocation,
        String tags,
        long revision,
        Instant createdAt) {}
