package org.axletree.hub.registry.huawei;

import java.util.Optional;

/**
 * Which devices are listed.
 *
 * @param gatewayId Huawei device id of the gateway that they stand behind
 * @param marker the last device id of the page before; empty for the first page
 * @param limit the most that are listed
 */
public record HuaweiQuery(
        Optional<String> productId,
        Optional<String> gatewayId,
        Optional<String> nodeId,
        Optional<String> deviceName,
        String marker,
        int limit) {}
