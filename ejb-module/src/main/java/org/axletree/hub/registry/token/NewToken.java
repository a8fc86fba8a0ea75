package org.axletree.hub.registry.token;

import java.time.Instant;
import java.util.Optional;
import org.axletree.hub.registry.Role;

/** A token to create. */
public record NewToken(String name, Role scope, Optional<String> projectId, Optional<Instant> expiresAt) {}
