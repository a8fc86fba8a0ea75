package org.axletree.hub.registry.huawei;

/**
 * A device behind a gateway was deleted, and the gateway does not know.
 *
 * @param hubId UUID of the hub
 * @param gatewayDeviceId UUID of the gateway
 * @param gatewayId of the gateway in Huawei's words, like {@code id}, {@code nodeId} and {@code productId} of the device
 */
public record ChildRemoved(
        String hubId,
        String gatewayDeviceId,
        String gatewayId,
        String id,
        String nodeId,
        String productId,
        String deviceName) {}
