package org.axletree.hub.registry.enrollment;

import java.time.Instant;

/**
 * A device that came by an enrolment, and its hub.
 *
 * @param hubName by whose host name it finds its hub
 * @param substatus what became of it at last, in Azure's words: {@code initialAssignment} and the like
 * @param operationId by which the device asks what became of its request
 */
public record AssignedDevice(
        String registrationId,
        String hubId,
        String hubName,
        String deviceName,
        String substatus,
        String operationId,
        long revision,
        Instant createdAt,
        Instant updatedAt) {}
