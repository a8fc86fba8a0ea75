package org.axletree.core.door;

/** What does the TLS of a door. Which keys of devices each takes says {@link KeyKind}. */
public enum TlsEngine {
    /** BoringSSL for all but those who need the JDK's: which that are, the door learns. */
    AUTO,
    /** BoringSSL, where there is one for the platform: the quick one. */
    NATIVE,
    /** The JDK's: takes keys of every kind, at several times the price. */
    JAVA
}
