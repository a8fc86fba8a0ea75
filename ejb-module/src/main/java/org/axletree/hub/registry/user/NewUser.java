package org.axletree.hub.registry.user;

import java.util.Optional;
import java.util.Set;
import org.axletree.hub.registry.Role;

/**
 * A person to let in.
 *
 * @param projectIds the only projects whose things the person sees; none for all, which has to be said
 */
public record NewUser(String name, Role role, Optional<Set<String>> projectIds) {}
