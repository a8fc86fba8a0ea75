package org.axletree.hub.registry.route;

import java.util.Optional;

/** Which routes of a region to list. What is empty does not restrict; {@code name} finds parts of names. */
public record RouteQuery(String region, Optional<String> hubId, Optional<String> name) {}
