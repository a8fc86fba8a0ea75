package org.axletree.mqtt.connection;

import java.security.cert.X509Certificate;
import java.util.List;

/** Hears, on the connection's event loop, how the TLS of a connection goes. */
public interface TlsListener {
    /** Does not care. */
    TlsListener NOBODY = new TlsListener() {};

    /** The handshake failed. */
    default void failed(Throwable cause) {}

    /** The handshake ended well. @param shown certificates, leaf first; empty if the client showed none */
    default void secured(List<X509Certificate> shown) {}

    /** The CONNECT of a client without a certificate was refused, since nothing else says well enough who it is. */
    default void unproved() {}
}
