package org.axletree.core.door;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.axletree.core.limit.DoorLimits;

/**
 * How a door is to stand open.
 *
 * @param bindAddress address to listen on, as {@code 0.0.0.0}
 * @param host the name or address by which devices find the door
 * @param listeners the ways to open, in the order in which they are
 * @param tls what does TLS
 * @param serverIdentity the certificate to show on the TLS ports
 * @param storage where sessions and retained messages are kept
 * @param limits what all sessions together may use
 * @param opensWithin how long it waits for the hub, which may still be starting
 */
public record DoorSettings(
        String bindAddress,
        String host,
        List<DoorListener> listeners,
        TlsEngine tls,
        ServerIdentity serverIdentity,
        SessionStorage storage,
        DoorLimits limits,
        Duration opensWithin) {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    public DoorSettings {
        Objects.requireNonNull(bindAddress, "bindAddress");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(tls, "tls");
        Objects.requireNonNull(serverIdentity, "serverIdentity");
        Objects.requireNonNull(storage, "storage");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(opensWithin, "opensWithin");
        listeners = List.copyOf(listeners);
        if (listeners.isEmpty()) {
            throw new IllegalArgumentException("listeners: none (expected: at least one)");
        }
        Set<String> names = new HashSet<>();
        for (DoorListener listener : listeners) {
            if (!names.add(listener.name())) {
                throw new IllegalArgumentException("listeners: " + listener.name() + " twice (expected: once)");
            }
        }
    }

    /** Found where it listens. */
    public DoorSettings(
            String bindAddress,
            List<DoorListener> listeners,
            TlsEngine tls,
            ServerIdentity serverIdentity,
            SessionStorage storage,
            DoorLimits limits) {
        this(bindAddress, bindAddress, listeners, tls, serverIdentity, storage, limits, PATIENCE);
    }

    /** With the TLS that every device needs. */
    public DoorSettings(
            String bindAddress,
            List<DoorListener> listeners,
            ServerIdentity serverIdentity,
            SessionStorage storage,
            DoorLimits limits) {
        this(bindAddress, listeners, TlsEngine.AUTO, serverIdentity, storage, limits);
    }
}
