package org.axletree.core.door;

/** What does the TLS of a door. */
public enum TlsEngine {
    /**
     * BoringSSL, where there is one for the platform: the quick one. Clients prove that they have keys of RSA, or of EC on P-256
     * or P-384; others are not to be had of it.
     */
    NATIVE,
    /** The JDK's: takes EC on P-521, Ed25519, Ed448 and RSA-PSS as well, at several times the price. */
    JAVA
}
