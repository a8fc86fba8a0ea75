package org.axletree.mqtt.adapter;

import java.util.Locale;
import java.util.Set;
import org.axletree.core.door.DoorListener;
import org.axletree.core.door.DoorListener.Transport;

/** The ways in that a door has in tests: all that there are. */
public enum Way {
    MQTT(Transport.TCP, false),
    MQTTS(Transport.TCP, true),
    WS(Transport.WEBSOCKET, false),
    WSS(Transport.WEBSOCKET, true);

    private final Transport transport;
    private final boolean secure;

    Way(Transport transport, boolean secure) {
        this.transport = transport;
        this.secure = secure;
    }

    /** Its name at the door. */
    public String listenerName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isSecure() {
        return secure;
    }

    public boolean isWebSocket() {
        return transport == Transport.WEBSOCKET;
    }

    /** @param port 0 for one that the system chooses */
    public DoorListener on(int port) {
        return on(port, Set.of());
    }

    DoorListener on(int port, Set<Way> proxied) {
        return new DoorListener(listenerName(), name(), transport, secure, proxied.contains(this), port);
    }
}
