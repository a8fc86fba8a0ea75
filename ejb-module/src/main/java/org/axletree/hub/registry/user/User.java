package org.axletree.hub.registry.user;

import java.time.Instant;
import java.util.SortedSet;
import org.axletree.hub.registry.Role;

/**
 * A person who uses the console, without the password.
 *
 * @param name what is typed at the login
 * @param projectIds the only projects whose things the person sees; none for all
 * @param enabled whether the person may log in
 * @param generation counts what ends the person's logins: a login of another generation is over
 * @param issuer the identity provider by which the person logs in; empty for whoever has a password here
 */
public record User(
        String id,
        String name,
        Role role,
        SortedSet<String> projectIds,
        boolean enabled,
        int generation,
        String issuer,
        Instant createdAt,
        Instant updatedAt) {

    /** Whether an identity provider says who it is and what the person may do. */
    public boolean isProvided() {
        return !issuer.isEmpty();
    }
}
