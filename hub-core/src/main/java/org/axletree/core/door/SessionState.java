package org.axletree.core.door;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.axletree.core.identity.ConnectionSecurity;
import org.axletree.core.message.Qos;

/**
 * A session of a device as it is now, for people who ask.
 *
 * @param clientId as the client said it, or as it was given one
 * @param line its connection; empty where it waits for one
 * @param expirySeconds how long it lives without a connection
 * @param endsInSeconds until it ends, if no connection comes; empty while it has one
 * @param queuedMessages that wait to be sent
 * @param queuedBytes of those
 * @param inFlight messages that were sent and are not acknowledged yet
 * @param subscriptions by their filters, in order
 */
public record SessionState(
        String clientId,
        Optional<Line> line,
        long expirySeconds,
        OptionalLong endsInSeconds,
        int queuedMessages,
        long queuedBytes,
        int inFlight,
        List<Heard> subscriptions) {
    /**
     * The connection of a session.
     *
     * @param remoteAddress {@code host:port} of the peer
     * @param protocol name and level, as in {@code MQTT 3.1.1}
     */
    public record Line(String remoteAddress, String protocol, ConnectionSecurity security) {
        public Line {
            Objects.requireNonNull(remoteAddress, "remoteAddress");
            Objects.requireNonNull(protocol, "protocol");
            Objects.requireNonNull(security, "security");
        }
    }

    /**
     * A subscription.
     *
     * @param filter as it was subscribed to, with the name of its share if it has one
     * @param qos the highest that was granted
     */
    public record Heard(String filter, Qos qos) {
        public Heard {
            Objects.requireNonNull(filter, "filter");
            Objects.requireNonNull(qos, "qos");
        }
    }

    public SessionState {
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(line, "line");
        Objects.requireNonNull(endsInSeconds, "endsInSeconds");
        subscriptions = List.copyOf(subscriptions);
    }
}
