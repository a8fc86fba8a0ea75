package org.axletree.mqtt.listener;

/** What a peer did that no WebSocket peer may do, or none that carries MQTT. */
final class WebSocketFault extends Exception {
    private static final long serialVersionUID = 1;

    private final int closeCode;

    /** @param closeCode of RFC 6455 section 7.4.1 */
    WebSocketFault(int closeCode, String what) {
        super(what, null, false, false);
        this.closeCode = closeCode;
    }

    int closeCode() {
        return closeCode;
    }
}
