package org.axletree.hub.registry.enrollment;

import java.util.Objects;
import java.util.Optional;
import org.axletree.hub.registry.credential.DeviceCredential;

/**
 * What devices of an enrolment prove themselves with.
 *
 * @param credential keys; of one device, the thumbprints of its certificates; of a group, authorities
 * @param primaryPem the certificate of the device, or the authority of the group
 * @param secondaryPem likewise
 */
public record Attestation(DeviceCredential credential, Optional<String> primaryPem, Optional<String> secondaryPem) {
    public Attestation {
        Objects.requireNonNull(credential, "credential");
        Objects.requireNonNull(primaryPem, "primaryPem");
        Objects.requireNonNull(secondaryPem, "secondaryPem");
    }
}
