package org.axletree.core.door;

import java.util.Objects;
import java.util.Optional;
import org.axletree.core.outcome.Reason;

/**
 * Something that a door refused, dropped or closed, told to the hub so that the device's owner can find it.
 *
 * @param hubId UUID of the hub, or empty where the connection was not yet known to belong to one
 * @param deviceId UUID of the device, or empty where nobody was identified
 * @param reason why
 * @param packet what it was about, as in {@code SUBSCRIBE a/b}; never a payload or a password; at most 512 characters
 * @param remoteAddress {@code host:port} of the peer
 * @param times how often it happened: a door may tell of many at once
 * @param route the route that it is about, if it is about one
 */
public record Notice(
        String hubId,
        String deviceId,
        Reason reason,
        String packet,
        String remoteAddress,
        long times,
        Optional<ConcernedRoute> route) {
    /** A route that something happened to. */
    public record ConcernedRoute(String id, String name) {
        public ConcernedRoute {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(name, "name");
        }
    }

    public Notice {
        Objects.requireNonNull(hubId, "hubId");
        Objects.requireNonNull(deviceId, "deviceId");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(packet, "packet");
        Objects.requireNonNull(remoteAddress, "remoteAddress");
        Objects.requireNonNull(route, "route");
        if (times <= 0) {
            throw new IllegalArgumentException("times: " + times + " (expected: > 0)");
        }
        if (packet.length() > 512) {
            packet = packet.substring(0, 511) + "…";
        }
    }

    /** Something that is not about a route. */
    public Notice(String hubId, String deviceId, Reason reason, String packet, String remoteAddress, long times) {
        this(hubId, deviceId, reason, packet, remoteAddress, times, Optional.empty());
    }

    /**
     * Something that happened to a route.
     *
     * @param what in one sentence; empty if the reason says it all
     */
    public static Notice ofRoute(String hubId, ConcernedRoute route, Reason reason, String what, long times) {
        return new Notice(hubId, "", reason, what, "", times, Optional.of(route));
    }

    /** Something that happened once. */
    public Notice(String hubId, String deviceId, Reason reason, String packet, String remoteAddress) {
        this(hubId, deviceId, reason, packet, remoteAddress, 1);
    }
}
