package org.axletree.hub.registry.metrics;

import java.time.Instant;
import java.util.Objects;
import org.axletree.core.door.Exchanged;

/**
 * What a device did since it was last written down. That there is one says that the device was connected at that time, even
 * if it said nothing.
 *
 * @param hubId UUID of the hub
 * @param deviceId UUID of the device; empty for packets of connections that were nobody's
 * @param at when; what happened within a minute may share one time
 * @param exchanged packets in either direction (scaleway.md section 2, Metrics: each counts 1), and the messages among them
 */
public record TrafficDelta(String hubId, String deviceId, Instant at, Exchanged exchanged) {
    public TrafficDelta {
        Objects.requireNonNull(hubId, "hubId");
        Objects.requireNonNull(deviceId, "deviceId");
        Objects.requireNonNull(at, "at");
        if (exchanged.packets() < 0) {
            throw new IllegalArgumentException("packets: " + exchanged.packets() + " (expected: >= 0)");
        }
    }
}
