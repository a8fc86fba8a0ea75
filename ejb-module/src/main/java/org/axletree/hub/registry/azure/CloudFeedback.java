package org.axletree.hub.registry.azure;

import java.time.Instant;

/**
 * What became of a message to a device.
 *
 * @param status {@code Success}, {@code Expired}, {@code DeliveryCountExceeded} or {@code Purged}
 */
public record CloudFeedback(
        String messageId, String deviceName, String deviceGeneration, String status, Instant enqueuedAt) {}
