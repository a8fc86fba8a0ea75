package org.axletree.mqtt.connection;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Whoever handed the connection over has spoken TLS with the peer. An event of the pipeline.
 *
 * @param certificates what the client presented, leaf first; empty if nothing
 */
public record SecuredElsewhere(List<X509Certificate> certificates) {
    public SecuredElsewhere {
        certificates = List.copyOf(certificates);
    }
}
