package org.axletree.core.door;

import java.util.Objects;

/**
 * Firmware that a device fetches (LwM2M object 5).
 *
 * @param deviceId UUID of the device for which it is
 * @param content the image; not copied, as it may be large
 */
public record FirmwarePackage(String deviceId, byte[] content) {
    public FirmwarePackage {
        Objects.requireNonNull(deviceId, "deviceId");
        Objects.requireNonNull(content, "content");
    }

    @Override
    public String toString() {
        return "FirmwarePackage[" + deviceId + ", " + content.length + " bytes]";
    }
}
