package org.axletree.hub.registry.route;

import java.time.Instant;
import org.axletree.core.topic.TopicFilter;

/**
 * A route as it is known outside the registry.
 *
 * @param topic which messages it takes
 * @param queueName the JMS queue it leads to
 */
public record Route(
        String id,
        String hubId,
        String region,
        String name,
        TopicFilter topic,
        String queueName,
        Instant createdAt,
        Instant updatedAt) {}
