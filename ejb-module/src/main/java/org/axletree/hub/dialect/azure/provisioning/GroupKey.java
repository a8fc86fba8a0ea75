package org.axletree.hub.dialect.azure.provisioning;

import java.nio.charset.StandardCharsets;
import org.axletree.core.crypto.HmacSha256;
import org.axletree.hub.registry.credential.DeviceCredential;
import org.axletree.hub.registry.enrollment.Enrollment;

/** The keys of a device that belongs to a group: HMAC-SHA256 of its registration with the group's keys. */
public final class GroupKey {
    private GroupKey() {}

    /** The keys of a device: those of its own enrolment, or what its group's keys make of its name; none if there are none. */
    public static DeviceCredential of(Enrollment enrollment, String registrationId) {
        DeviceCredential keys = enrollment.attestation().credential();
        if (!enrollment.ofGroup() || keys.primary().isEmpty()) {
            return keys;
        }
        return DeviceCredential.secrets(
                derived(keys.primary().get(), registrationId),
                keys.secondary().map(key -> derived(key, registrationId)));
    }

    /** What a group's key makes of a registration. */
    static byte[] derived(byte[] groupKey, String registrationId) {
        return HmacSha256.of(groupKey, registrationId.getBytes(StandardCharsets.UTF_8));
    }
}
