package org.axletree.hub.dialect.azure.provisioning;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.axletree.hub.registry.credential.DeviceCredential;
import org.axletree.hub.registry.enrollment.Enrollment;

/** The keys of a device that belongs to a group: HMAC-SHA256 of its registration with the group's keys. */
public final class GroupKey {
    private static final String ALGORITHM = "HmacSHA256";

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
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(groupKey, ALGORITHM));
            return mac.doFinal(registrationId.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has " + ALGORITHM, impossible);
        }
    }
}
