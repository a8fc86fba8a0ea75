package org.axletree.mqtt.connection;

import java.security.cert.X509Certificate;
import java.util.List;
import org.axletree.core.identity.ConnectionSecurity;

/** Who is at the other end of a connection, as far as the connection itself shows. */
final class Peer {
    private final long id;
    private final String remoteAddress;
    private volatile ConnectionSecurity security = ConnectionSecurity.PLAIN;
    private volatile List<X509Certificate> certificates = List.of();

    /**
     * @param id unique among all connections of this process
     * @param remoteAddress {@code host:port}
     */
    Peer(long id, String remoteAddress) {
        this.id = id;
        this.remoteAddress = remoteAddress;
    }

    /** The TLS handshake has ended well. @param shown certificates, leaf first; empty if it showed none */
    void secured(List<X509Certificate> shown) {
        certificates = shown;
        security = shown.isEmpty() ? ConnectionSecurity.SERVER_TLS : ConnectionSecurity.MUTUAL_TLS;
    }

    long id() {
        return id;
    }

    String remoteAddress() {
        return remoteAddress;
    }

    ConnectionSecurity security() {
        return security;
    }

    List<X509Certificate> certificates() {
        return certificates;
    }
}
