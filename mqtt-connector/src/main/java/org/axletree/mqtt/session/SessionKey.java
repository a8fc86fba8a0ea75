package org.axletree.mqtt.session;

import java.util.Objects;

/** Whose session it is. Client identifiers of different devices never meet (ADR 8). */
record SessionKey(String hubId, String deviceId, String clientId) {
    SessionKey {
        Objects.requireNonNull(hubId, "hubId");
        Objects.requireNonNull(deviceId, "deviceId");
        Objects.requireNonNull(clientId, "clientId");
    }
}
