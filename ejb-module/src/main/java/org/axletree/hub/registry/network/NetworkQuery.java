package org.axletree.hub.registry.network;

import java.util.Optional;

/** Which networks of a region to list. What is empty does not restrict; {@code name} and {@code topicPrefix} find parts. */
public record NetworkQuery(
        String region, Optional<String> hubId, Optional<String> name, Optional<String> topicPrefix) {}
