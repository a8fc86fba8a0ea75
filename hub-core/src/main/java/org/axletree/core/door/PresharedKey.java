package org.axletree.core.door;

import java.util.Objects;
import java.util.Optional;

/**
 * What the hub knows of an identity that a device showed in a handshake with a pre-shared key (RFC 4279).
 *
 * @param hubId UUID of the hub whose device it names
 * @param deviceId UUID of that device
 * @param key what proves the identity; empty where the device has no such key, so that nobody can prove it. Not in {@link
 *     #toString()}
 */
public record PresharedKey(String hubId, String deviceId, Optional<byte[]> key) {
    public PresharedKey {
        Objects.requireNonNull(hubId, "hubId");
        Objects.requireNonNull(deviceId, "deviceId");
        Objects.requireNonNull(key, "key");
    }

    @Override
    public String toString() {
        return "PresharedKey[" + deviceId + "]";
    }
}
