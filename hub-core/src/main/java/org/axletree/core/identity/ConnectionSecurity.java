package org.axletree.core.identity;

/** The three kinds of connection of scaleway.md C1 to C3. */
public enum ConnectionSecurity {
    /** No TLS: neither encrypted nor authenticated. */
    PLAIN,
    /** TLS in which only the server showed a certificate. */
    SERVER_TLS,
    /** TLS in which both sides showed a certificate. */
    MUTUAL_TLS
}
