package org.axletree.hub.registry.jmsuser;

import java.time.Instant;

/**
 * A user of the JMS broker as it is known outside the registry.
 *
 * @param id by which it logs in, too
 */
public record JmsUser(String id, String region, String projectId, String name, Instant createdAt) {}
