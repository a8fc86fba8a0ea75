package org.axletree.web.provider;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axletree.hub.registry.Role;
import org.axletree.hub.registry.user.ProvidedPerson;
import org.axletree.hub.settings.IdentityProvider;

/** What an identity provider says of a person, in the words of the hub. What it does not say nobody has. */
final class Claims {
    private static final int LONGEST_SUBJECT = 255;

    private final Map<String, Object> all;

    Claims(Map<String, Object> all) {
        this.all = Collections.unmodifiableMap(new HashMap<>(all)); // nulls included
    }

    String subject() throws SetbackException {
        return Optional.ofNullable(all.get("sub"))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(subject -> !subject.isBlank() && subject.length() <= LONGEST_SUBJECT)
                .orElseThrow(
                        () -> new SetbackException(Setback.UNPROVEN, "the provider names nobody by an acceptable sub"));
    }

    /** Whether the provider has said what the hub asks after. */
    boolean saysAll(IdentityProvider provider) {
        return value(provider.rolesClaim()).isPresent()
                && provider.projectsClaim()
                        .filter(claim -> value(claim).isEmpty())
                        .isEmpty()
                && all.containsKey("preferred_username");
    }

    /** With more that the provider says of the same person; what is signed goes before. */
    Claims and(Map<String, Object> more) throws SetbackException {
        if (!subject().equals(more.get("sub"))) {
            throw new SetbackException(Setback.UNPROVEN, "the provider tells of somebody else than it signed for");
        }
        Map<String, Object> both = new HashMap<>(more);
        both.putAll(all);
        return new Claims(both);
    }

    /** Who it is, and what that person may do. */
    ProvidedPerson person(IdentityProvider provider) throws SetbackException {
        String subject = subject();
        Role role = role(provider)
                .orElseThrow(() -> new SetbackException(
                        Setback.NO_ROLE,
                        subject + " has none of the values of " + provider.rolesClaim() + " that let in"));
        Set<String> projects = Set.of();
        if (provider.projectsClaim().isPresent() && role != Role.ADMINISTRATOR) {
            projects = values(provider.projectsClaim().get());
            if (projects.isEmpty()) { // which would be all
                throw new SetbackException(
                        Setback.NO_PROJECT,
                        subject + " has no " + provider.projectsClaim().get());
            }
        }
        List<String> names = Stream.of("preferred_username", "email", "nickname", "sub")
                .map(all::get)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
        return new ProvidedPerson(provider.issuer(), subject, names, role, projects);
    }

    /** The one that may most. */
    private Optional<Role> role(IdentityProvider provider) {
        Set<String> has = values(provider.rolesClaim());
        if (has.stream().anyMatch(provider.administrators()::contains)) {
            return Optional.of(Role.ADMINISTRATOR);
        }
        if (has.stream().anyMatch(provider.operators()::contains)) {
            return Optional.of(Role.OPERATOR);
        }
        return Optional.of(Role.READ_ONLY).filter(role -> has.stream().anyMatch(provider.readers()::contains));
    }

    /** A list of texts, or one text, which is not taken apart: a name may have spaces in it. */
    private Set<String> values(String claim) {
        Object said = value(claim).orElse(List.of());
        Collection<?> list = said instanceof Collection<?> many ? many : List.of(said);
        return list.stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(value -> !value.isBlank())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** By its name, or, if there is none of that name, by the way to it through objects. */
    private Optional<Object> value(String claim) {
        if (all.containsKey(claim)) {
            return Optional.ofNullable(all.get(claim));
        }
        Object place = all;
        for (String step : claim.split("\\.")) {
            if (!(place instanceof Map<?, ?> object)) {
                return Optional.empty();
            }
            place = object.get(step);
        }
        return Optional.ofNullable(place);
    }
}
