package org.axletree.core.identity;

/** The kinds of connection: those of scaleway.md C1 to C3, and those of devices with a key of their own. */
public enum ConnectionSecurity {
    /** No TLS: neither encrypted nor authenticated. */
    PLAIN,
    /** TLS in which only the server showed a certificate. */
    SERVER_TLS,
    /** DTLS in which both sides proved that they know a key of the device (RFC 4279). */
    PRESHARED_KEY,
    /** DTLS in which the device proved a key without a certificate around it (RFC 7250). */
    RAW_PUBLIC_KEY,
    /** TLS in which both sides showed a certificate. */
    MUTUAL_TLS
}
