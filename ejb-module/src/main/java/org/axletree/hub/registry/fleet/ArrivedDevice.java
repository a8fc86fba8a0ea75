package org.axletree.hub.registry.fleet;

import java.time.Instant;
import java.util.Optional;

/**
 * A device that was taken over.
 *
 * @param arrivedAt when it was last heard of; empty as long as it was not
 */
public record ArrivedDevice(String id, String name, String source, Instant importedAt, Optional<Instant> arrivedAt) {}
