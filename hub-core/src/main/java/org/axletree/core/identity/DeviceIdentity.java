package org.axletree.core.identity;

import java.util.Objects;

/**
 * Whom the hub took a connection for.
 *
 * @param hubId UUID of the hub, in lower case with dashes
 * @param hubName the hub's name
 * @param deviceId UUID of the device, in lower case with dashes
 * @param deviceName the device's name, unique in its hub
 */
public record DeviceIdentity(String hubId, String hubName, String deviceId, String deviceName) {
    public DeviceIdentity {
        Objects.requireNonNull(hubId, "hubId");
        Objects.requireNonNull(hubName, "hubName");
        Objects.requireNonNull(deviceId, "deviceId");
        Objects.requireNonNull(deviceName, "deviceName");
    }
}
