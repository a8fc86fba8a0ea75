package org.axletree.hub.registry.network;

import java.time.Instant;

/**
 * A network as it is known outside the registry.
 *
 * @param topicPrefix what the topics of its messages begin with; may be empty
 * @param topicTemplate how the topic of a LoRaWAN message is made; empty for other networks
 */
public record Network(
        String id,
        String hubId,
        String region,
        String name,
        NetworkType type,
        String topicPrefix,
        String topicTemplate,
        Instant createdAt) {}
