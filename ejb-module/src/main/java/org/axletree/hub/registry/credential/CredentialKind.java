package org.axletree.hub.registry.credential;

/** What kind of thing a device proves itself with. */
public enum CredentialKind {
    /** A certificate that its hub issued, or the owner gave it: see {@code device_certificate}. */
    CERTIFICATE,
    /** Two secrets or keys, either of which is good. */
    SECRET,
    /** A certificate with one of two thumbprints, whoever signed it. */
    THUMBPRINT,
    /** A certificate of its name that leads to an authority which was verified for the hub. */
    AUTHORITY
}
