package org.axletree.hub.registry;

import java.time.Instant;
import java.util.Optional;

/** A token to create. */
public record NewToken(String name, TokenScope scope, Optional<String> projectId, Optional<Instant> expiresAt) {}
