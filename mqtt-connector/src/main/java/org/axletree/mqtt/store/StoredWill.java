package org.axletree.mqtt.store;

import java.util.Objects;

/**
 * The will of a session.
 *
 * @param message what it says; its {@code id} and times mean nothing
 * @param delaySeconds between the end of the connection and the will (MQTT 5 section 3.1.3.2.2)
 * @param expirySeconds message expiry interval, counted from its publication; 0 for none
 */
public record StoredWill(StoredMessage message, long delaySeconds, long expirySeconds) {
    public StoredWill {
        Objects.requireNonNull(message, "message");
    }
}
