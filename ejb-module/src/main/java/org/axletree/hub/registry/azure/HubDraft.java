package org.axletree.hub.registry.azure;

/**
 * A hub as somebody wants it.
 *
 * @param maxDeliveryCount how often a message to a device is tried
 * @param defaultTtlSeconds how long a message to a device waits where its sender says nothing, in seconds
 */
public record HubDraft(
        String location, String sku, int capacity, int partitionCount, int maxDeliveryCount, int defaultTtlSeconds) {}
