package org.axletree.hub.registry.token;

import java.time.Instant;
import java.util.Optional;
import org.axletree.hub.registry.TokenScope;

/** A token to create. */
public record NewToken(String name, TokenScope scope, Optional<String> projectId, Optional<Instant> expiresAt) {}
