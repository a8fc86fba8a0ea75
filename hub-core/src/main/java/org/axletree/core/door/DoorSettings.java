package org.axletree.core.door;

import java.util.Objects;

/**
 * How a door is to stand open.
 *
 * @param bindAddress address to listen on, as {@code 0.0.0.0}
 * @param plainPort port without TLS; 0 lets the system choose (tests)
 * @param tlsPort port with TLS; 0 lets the system choose (tests)
 * @param serverIdentity the certificate to show on the TLS port
 * @param maxConnections most connections at once; more are closed as they arrive
 */
public record DoorSettings(
        String bindAddress, int plainPort, int tlsPort, ServerIdentity serverIdentity, int maxConnections) {
    public DoorSettings {
        Objects.requireNonNull(bindAddress, "bindAddress");
        Objects.requireNonNull(serverIdentity, "serverIdentity");
        requirePort("plainPort", plainPort);
        requirePort("tlsPort", tlsPort);
        if (maxConnections <= 0) {
            throw new IllegalArgumentException("maxConnections: " + maxConnections + " (expected: > 0)");
        }
    }

    private static void requirePort(String name, int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(name + ": " + port + " (expected: 0 to 65535)");
        }
    }
}
