package org.axletree.core.door;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.axletree.core.limit.DoorLimits;

/**
 * How a door is to stand open.
 *
 * @param bindAddress address to listen on, as {@code 0.0.0.0}
 * @param ports the listeners to open; port 0 lets the system choose (tests)
 * @param proxied the listeners that only proxies reach: every connection begins with a header of the PROXY protocol
 * @param tls what does TLS
 * @param serverIdentity the certificate to show on the TLS ports
 * @param storage where sessions and retained messages are kept
 * @param limits what all sessions together may use
 */
public record DoorSettings(
        String bindAddress,
        Map<DoorListener, Integer> ports,
        Set<DoorListener> proxied,
        TlsEngine tls,
        ServerIdentity serverIdentity,
        SessionStorage storage,
        DoorLimits limits) {
    public DoorSettings {
        Objects.requireNonNull(bindAddress, "bindAddress");
        Objects.requireNonNull(tls, "tls");
        Objects.requireNonNull(serverIdentity, "serverIdentity");
        Objects.requireNonNull(storage, "storage");
        Objects.requireNonNull(limits, "limits");
        if (ports.isEmpty()) {
            throw new IllegalArgumentException("ports: none (expected: at least one listener)");
        }
        ports.forEach(DoorSettings::requirePort);
        ports = Map.copyOf(new EnumMap<>(ports));
        proxied = proxied.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(proxied));
    }

    /** With the TLS that every device needs. */
    public DoorSettings(
            String bindAddress,
            Map<DoorListener, Integer> ports,
            Set<DoorListener> proxied,
            ServerIdentity serverIdentity,
            SessionStorage storage,
            DoorLimits limits) {
        this(bindAddress, ports, proxied, TlsEngine.AUTO, serverIdentity, storage, limits);
    }

    private static void requirePort(DoorListener listener, int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(listener.settingName() + ": " + port + " (expected: 0 to 65535)");
        }
    }
}
