package org.axletree.hub.registry.device;

/** What a device proves itself with, where it comes over TLS. */
public enum Proof {
    /** The certificate that the registry knows of it. */
    CERTIFICATE,
    /** Any certificate of its name from the authority of its hub's owner. */
    OWNERS_CERTIFICATE,
    /** A certificate with one of its thumbprints, whoever signed it. */
    THUMBPRINT,
    /** A certificate of its name from an authority that was verified for its hub. */
    VERIFIED_AUTHORITY,
    /** One of its keys or secrets. */
    SECRET,
    /** Its user name and its password. */
    PASSWORD,
    /** Nothing: no certificate was issued for it or given to it, and nobody else may. */
    NOTHING
}
