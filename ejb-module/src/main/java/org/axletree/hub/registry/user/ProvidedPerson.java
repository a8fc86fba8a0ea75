package org.axletree.hub.registry.user;

import java.util.List;
import java.util.Set;
import org.axletree.hub.registry.Role;

/**
 * Whom an identity provider has just named, and what that person may do here by its word.
 *
 * @param issuer the provider
 * @param subject by which it knows the person; never another's, and never changed
 * @param names what the person may be called here, the best first
 * @param projects the only projects whose things the person sees; none for all
 */
public record ProvidedPerson(String issuer, String subject, List<String> names, Role role, Set<String> projects) {
    public ProvidedPerson {
        names = List.copyOf(names);
        projects = Set.copyOf(projects);
    }
}
