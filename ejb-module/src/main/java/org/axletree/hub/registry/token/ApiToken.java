package org.axletree.hub.registry.token;

import java.time.Instant;
import java.util.Optional;
import org.axletree.hub.registry.Role;

/**
 * A token of the management API, without its secret.
 *
 * @param projectId the only project it is for; empty for all
 * @param expiresAt from when on it is good no more; empty if it stays good
 */
public record ApiToken(
        String id,
        String name,
        Role scope,
        Optional<String> projectId,
        Optional<Instant> expiresAt,
        Instant createdAt) {}
