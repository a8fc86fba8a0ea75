package org.axletree.mqtt.store;

import java.util.Objects;

/**
 * A session that outlives its connection.
 *
 * @param id by {@link Store#newId()}
 * @param expirySeconds how long it lives without a connection
 * @param disconnectedAt milliseconds by {@link Store#clock()}; {@link #CONNECTED} while it has a connection
 */
public record StoredSession(
        long id, String hubId, String deviceId, String clientId, long expirySeconds, long disconnectedAt) {
    /** The {@code disconnectedAt} of a session with a connection. */
    public static final long CONNECTED = 0;

    public StoredSession {
        Objects.requireNonNull(hubId, "hubId");
        Objects.requireNonNull(deviceId, "deviceId");
        Objects.requireNonNull(clientId, "clientId");
    }
}
