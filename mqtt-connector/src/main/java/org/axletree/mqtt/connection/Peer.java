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
    private volatile String serverName = "";

    /**
     * @param id unique among all connections of this process
     * @param remoteAddress {@code host:port}
     */
    Peer(long id, String remoteAddress) {
        this.id = id;
        this.remoteAddress = remoteAddress;
    }

    /**
     * The TLS handshake has ended well.
     *
     * @param shown certificates, leaf first; empty if it showed none
     * @param asked the host name that it asked for; empty if it asked for none
     */
    void secured(List<X509Certificate> shown, String asked) {
        serverName = asked;
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

    /** The host name that the peer asked for; empty if it asked for none. */
    String serverName() {
        return serverName;
    }

    List<X509Certificate> certificates() {
        return certificates;
    }
}
