package org.axletree.hub.registry.hub;

import java.util.Optional;

/** Which hubs of a region to list. What is empty does not restrict; {@code name} finds parts of names. */
public record HubQuery(
        String region, Optional<String> name, Optional<String> projectId, Optional<String> organizationId) {}
