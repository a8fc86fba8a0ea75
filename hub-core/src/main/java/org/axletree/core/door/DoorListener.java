package org.axletree.core.door;

import java.util.Locale;

/** The ways on which devices come in over TCP. */
public enum DoorListener {
    MQTT("MQTT"),
    MQTTS("MQTT over TLS"),
    WS("MQTT over WebSocket"),
    WSS("MQTT over WebSocket over TLS");

    private final String title;

    DoorListener(String title) {
        this.title = title;
    }

    /** What it is, for people. */
    public String title() {
        return title;
    }

    /** Its name in a setting: {@code mqtt}, {@code mqtts}, {@code ws} or {@code wss}. */
    public String settingName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it speaks TLS. */
    public boolean isSecure() {
        return this == MQTTS || this == WSS;
    }

    /** Whether MQTT is carried in WebSocket frames. */
    public boolean isWebSocket() {
        return this == WS || this == WSS;
    }
}
