package org.axletree.hub.history;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.axletree.core.identity.ConnectionSecurity;
import org.axletree.core.outcome.Reason;

/**
 * A connection of a device, as long as it is remembered.
 *
 * @param remoteAddress {@code host:port} of the peer
 * @param protocol name and level, as in {@code MQTT 3.1.1}
 * @param keepAliveSeconds 0 where the client promised nothing
 * @param end empty while it lasts
 */
public record PastConnection(
        Instant began,
        String remoteAddress,
        String protocol,
        ConnectionSecurity security,
        String clientId,
        int keepAliveSeconds,
        Optional<End> end) {
    /** When a connection ended, and why. */
    public record End(Instant at, Reason reason) {}

    public PastConnection {
        Objects.requireNonNull(began, "began");
        Objects.requireNonNull(remoteAddress, "remoteAddress");
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(security, "security");
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(end, "end");
    }
}
