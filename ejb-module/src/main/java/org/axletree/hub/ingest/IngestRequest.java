package org.axletree.hub.ingest;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;

/**
 * A message of a device, with what it shows of itself.
 *
 * @param certificates of the TLS handshake, leaf first; empty if it showed none
 * @param authorization as in the header of this name; empty if there was none
 * @param clientId as MQTT's, where the device's cloud needs one; empty if none was sent
 * @param retain whether it is to be retained
 * @param payload the caller's no more
 * @param secure whether it came by TLS
 * @param remoteAddress {@code host:port} of the peer
 * @param serverName the host name that it asked for, without a port; empty if none
 */
public record IngestRequest(
        List<X509Certificate> certificates,
        String authorization,
        String clientId,
        String topic,
        boolean retain,
        byte[] payload,
        boolean secure,
        String remoteAddress,
        String serverName) {
    public IngestRequest {
        certificates = List.copyOf(certificates);
        Objects.requireNonNull(authorization, "authorization");
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(payload, "payload");
        Objects.requireNonNull(remoteAddress, "remoteAddress");
        Objects.requireNonNull(serverName, "serverName");
    }
}
