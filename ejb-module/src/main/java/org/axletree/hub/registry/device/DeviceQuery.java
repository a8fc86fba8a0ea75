package org.axletree.hub.registry.device;

import java.util.Optional;

/** Which devices of a region to list. What is empty does not restrict; {@code name} finds parts of names. */
public record DeviceQuery(
        String region,
        Optional<String> hubId,
        Optional<String> name,
        Optional<Boolean> allowInsecure,
        Optional<Boolean> enabled) {}
