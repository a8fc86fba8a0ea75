package org.axletree.core.limit;

import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * What all sessions of a front door, or of one of its hubs, may use together.
 *
 * @param maxConnections most connections at once; more are closed as they arrive
 * @param maxConnectionsPerHub most admitted connections of one hub at once
 * @param maxConnectsPerSecond how often a device may connect; ten seconds' worth at once
 * @param maxUnreadSeconds how long a client may read nothing of what waits for it on its connection
 * @param maxClientIdBytes longest client identifier
 * @param maxSessionsPerDevice most sessions of a device, with or without a connection
 * @param maxStorageBytesPerHub what retained, queued, unacknowledged and will messages of a hub may take (scaleway.md K2)
 * @param maxRetainedPerHub most retained messages of a hub
 * @param maxObservationsPerDevice most paths of a device that are observed (LwM2M)
 * @param maxBodyBytes longest body of several blocks (CoAP)
 * @param maxTransfers most bodies of several blocks that are on their way at once, at each listener (CoAP)
 * @param maxHandshakes most handshakes of DTLS at once
 */
public record DoorLimits(
        int maxConnections,
        int maxConnectionsPerHub,
        int maxConnectsPerSecond,
        int maxUnreadSeconds,
        int maxClientIdBytes,
        int maxSessionsPerDevice,
        int maxStorageBytesPerHub,
        int maxRetainedPerHub,
        int maxObservationsPerDevice,
        int maxBodyBytes,
        int maxTransfers,
        int maxHandshakes) {

    /** The defaults of {@code docs/reference/limits.md}. */
    public static final DoorLimits DEFAULT = from(HubLimit::standard);

    public DoorLimits {
        HubLimit.requirePositive("maxConnections", maxConnections);
        HubLimit.requirePositive("maxConnectionsPerHub", maxConnectionsPerHub);
        HubLimit.requirePositive("maxConnectsPerSecond", maxConnectsPerSecond);
        HubLimit.requirePositive("maxUnreadSeconds", maxUnreadSeconds);
        HubLimit.requirePositive("maxClientIdBytes", maxClientIdBytes);
        HubLimit.requirePositive("maxSessionsPerDevice", maxSessionsPerDevice);
        HubLimit.requirePositive("maxStorageBytesPerHub", maxStorageBytesPerHub);
        HubLimit.requirePositive("maxRetainedPerHub", maxRetainedPerHub);
        HubLimit.requirePositive("maxObservationsPerDevice", maxObservationsPerDevice);
        HubLimit.requirePositive("maxBodyBytes", maxBodyBytes);
        HubLimit.requirePositive("maxTransfers", maxTransfers);
        HubLimit.requirePositive("maxHandshakes", maxHandshakes);
    }

    /** The limits that a source of values sets. */
    public static DoorLimits from(ToIntFunction<HubLimit> values) {
        return new DoorLimits(
                values.applyAsInt(HubLimit.CONNECTIONS),
                values.applyAsInt(HubLimit.CONNECTIONS_PER_HUB),
                values.applyAsInt(HubLimit.CONNECTS_PER_SECOND),
                values.applyAsInt(HubLimit.UNREAD_SECONDS),
                values.applyAsInt(HubLimit.CLIENT_ID_BYTES),
                values.applyAsInt(HubLimit.SESSIONS_PER_DEVICE),
                values.applyAsInt(HubLimit.STORAGE_BYTES_PER_HUB),
                values.applyAsInt(HubLimit.RETAINED_PER_HUB),
                values.applyAsInt(HubLimit.OBSERVATIONS_PER_DEVICE),
                values.applyAsInt(HubLimit.COAP_BODY_BYTES),
                values.applyAsInt(HubLimit.COAP_TRANSFERS),
                values.applyAsInt(HubLimit.DTLS_HANDSHAKES));
    }

    /** The defaults, but for some. */
    public static DoorLimits with(Map<HubLimit, Integer> others) {
        return from(limit -> others.getOrDefault(limit, limit.standard()));
    }
}
