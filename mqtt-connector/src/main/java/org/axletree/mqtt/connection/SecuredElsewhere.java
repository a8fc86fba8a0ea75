package org.axletree.mqtt.connection;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;

/**
 * Whoever handed the connection over has spoken TLS with the peer. An event of the pipeline.
 *
 * @param certificates what the client presented, leaf first; empty if nothing
 * @param serverName the host name that it asked for; empty if none
 */
public record SecuredElsewhere(List<X509Certificate> certificates, String serverName) {
    public SecuredElsewhere {
        certificates = List.copyOf(certificates);
        Objects.requireNonNull(serverName, "serverName");
    }
}
