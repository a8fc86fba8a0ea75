package org.axletree.hub.registry.enrollment;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * An enrolment as somebody wants it.
 *
 * @param attestation empty: two new keys, or what it has
 * @param deviceName of one device: its name in the hub; empty for that of the registration
 * @param allocation empty for that of the provisioning service
 * @param hubs host names of hubs to choose from; empty for all of the project
 * @param enabled whether devices may come
 * @param updateHub whether a device that comes again may get another hub
 * @param migrateData whether it takes its twin along there
 * @param tags of the twin of a new device
 * @param desired properties of the twin of a new device
 */
public record EnrollmentDraft(
        Optional<Attestation> attestation,
        String deviceName,
        Optional<AllocationPolicy> allocation,
        List<String> hubs,
        boolean enabled,
        boolean updateHub,
        boolean migrateData,
        boolean iotEdge,
        JsonObject tags,
        JsonObject desired) {
    public EnrollmentDraft {
        hubs = List.copyOf(hubs);
    }
}
