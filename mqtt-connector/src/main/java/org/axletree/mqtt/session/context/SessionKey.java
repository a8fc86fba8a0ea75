package org.axletree.mqtt.session.context;

import java.util.Objects;

/** Whose session it is. Client identifiers of different devices never meet (ADR 8). */
public record SessionKey(String hubId, String deviceId, String clientId) {
    public SessionKey {
        Objects.requireNonNull(hubId, "hubId");
        Objects.requireNonNull(deviceId, "deviceId");
        Objects.requireNonNull(clientId, "clientId");
    }
}
