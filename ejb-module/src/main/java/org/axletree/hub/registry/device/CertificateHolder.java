package org.axletree.hub.registry.device;

/**
 * A device that has a certificate, and why it is said to be the device's.
 *
 * @param projectId whose device it is
 */
public record CertificateHolder(KnownDevice device, String projectId, Grounds grounds) {
    /** Why a certificate is said to be a device's. */
    public enum Grounds {
        /** The authority of its hub issued it to the device. */
        ISSUED,
        /** Its owner gave it to the device, and proved to have the key. */
        PROVED,
        /** Its owner gave it to the device. A certificate is no secret: others may have done the same. */
        CLAIMED,
        /** The authority of its hub issued it; but the device proves itself by something else, and by that alone. */
        BESIDE
    }

    public boolean is(Grounds expected) {
        return grounds == expected;
    }
}
