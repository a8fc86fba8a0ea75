package org.axletree.hub.registry.token;

import java.time.Instant;
import java.util.Optional;
import org.axletree.hub.registry.ArgumentCheck;
import org.axletree.hub.registry.Role;

/** What a request may say of a token alone. */
final class TokenArguments {
    private TokenArguments() {}

    static void reach(ArgumentCheck check, Role scope, Optional<String> projectId) {
        if (scope == Role.PROJECT && projectId.isEmpty()) {
            check.add("project_id", "required", "is missing beside the scope project (expected: the project's id)");
        } else if (scope == Role.ADMINISTRATOR && projectId.isPresent()) {
            check.add(
                    "project_id",
                    "constraint",
                    "an administrator has all projects (expected: null, or the scope project)");
        }
    }

    static void expiry(ArgumentCheck check, Instant expiry, Instant now) {
        if (!expiry.isAfter(now)) {
            check.add("expires_at", "constraint", expiry + " (expected: after " + now + ")");
        }
    }
}
