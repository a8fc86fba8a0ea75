package org.axletree.hub.registry.jmsuser;

import java.util.Optional;

/** A user of the JMS broker to create. */
public record NewJmsUser(String region, String name, Optional<String> projectId) {}
