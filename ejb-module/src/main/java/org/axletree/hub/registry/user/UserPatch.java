package org.axletree.hub.registry.user;

import java.util.Optional;
import java.util.Set;
import org.axletree.hub.registry.Role;

/**
 * What is to change of a person; what is empty stays.
 *
 * @param projectIds the only projects whose things the person sees from now on; none for all
 */
public record UserPatch(Optional<Role> role, Optional<Set<String>> projectIds, Optional<Boolean> enabled) {}
