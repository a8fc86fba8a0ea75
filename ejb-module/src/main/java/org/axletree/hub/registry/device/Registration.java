package org.axletree.hub.registry.device;

import java.util.Objects;
import java.util.Optional;
import org.axletree.core.door.Admission;
import org.axletree.hub.registry.credential.DeviceCredential;

/**
 * By whose words a device is registered, and what it will prove itself with.
 *
 * @param dialect the short name of the cloud that the device was built for
 * @param parentId the device that it is a part of or stands behind
 * @param credential {@link DeviceCredential#CERTIFICATE}: the hub issues a certificate where it can
 */
public record Registration(String dialect, Optional<String> parentId, DeviceCredential credential) {
    /** By the management API. */
    public static final Registration MANAGED =
            new Registration(Admission.Admitted.DEFAULT_DIALECT, Optional.empty(), DeviceCredential.CERTIFICATE);

    public Registration {
        Objects.requireNonNull(dialect, "dialect");
        Objects.requireNonNull(parentId, "parentId");
        Objects.requireNonNull(credential, "credential");
    }
}
