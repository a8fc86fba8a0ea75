package org.axletree.hub.registry.network;

import java.util.Optional;

/** A network to create. */
public record NewNetwork(
        String region,
        String hubId,
        String name,
        NetworkType type,
        Optional<String> topicPrefix,
        Optional<String> topicTemplate) {}
