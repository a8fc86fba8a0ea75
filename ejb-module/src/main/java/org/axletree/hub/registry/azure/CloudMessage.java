package org.axletree.hub.registry.azure;

import jakarta.json.JsonObject;
import java.time.Instant;

/**
 * A message that waits for a device.
 *
 * @param id of its own, which nobody outside knows
 * @param deviceName the device or module, as {@code device/module}
 * @param properties the system's under their short names ({@code $.mid} and so on) and the sender's own, in the order in
 *     which they are told
 */
public record CloudMessage(
        String id,
        String hubId,
        String deviceId,
        String deviceName,
        JsonObject properties,
        byte[] payload,
        Instant expiresAt) {}
