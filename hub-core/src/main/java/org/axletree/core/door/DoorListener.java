package org.axletree.core.door;

import java.util.Objects;

/**
 * One way on which devices come in at a front door. The door lists those that are open; whoever shows, counts or checks them
 * reads that list and knows no protocol.
 *
 * @param name in settings, metrics and answers, as {@code mqtts}; unique at a door
 * @param title what it is, for people, as {@code MQTT over TLS}
 * @param transport what carries it
 * @param secure whether TLS protects it
 * @param proxied whether only proxies reach it: every connection begins with a header of the PROXY protocol
 * @param port on which it listens; 0 lets the system choose (tests)
 */
public record DoorListener(String name, String title, Transport transport, boolean secure, boolean proxied, int port) {

    /** What carries the protocol of a door. */
    public enum Transport {
        TCP,
        /** Frames of a WebSocket over TCP. */
        WEBSOCKET,
        UDP
    }

    public DoorListener {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(transport, "transport");
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(name + ": " + port + " (expected: 0 to 65535)");
        }
    }

    /** The same on another port. */
    public DoorListener at(int otherPort) {
        return new DoorListener(name, title, transport, secure, proxied, otherPort);
    }
}
