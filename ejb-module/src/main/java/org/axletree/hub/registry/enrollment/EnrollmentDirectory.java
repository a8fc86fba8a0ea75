package org.axletree.hub.registry.enrollment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.axletree.hub.authority.ClientChain;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.StoredText;
import org.axletree.hub.registry.credential.CredentialKind;
import org.axletree.hub.registry.credential.CredentialSafe;
import org.axletree.hub.registry.hub.AuthoritySubject;

/** What the gate looks up of enrolments. Reads only what is committed; every look-up has an index. */
@ApplicationScoped
public class EnrollmentDirectory {
    /** Owners may give their authorities whatever name; no handshake tries more than this. */
    private static final int MOST_AUTHORITIES = 20;

    private Registry registry;
    private CredentialSafe safe;

    /** For the container. */
    protected EnrollmentDirectory() {}

    @Inject
    public EnrollmentDirectory(Registry registry, CredentialSafe safe) {
        this.registry = registry;
        this.safe = safe;
    }

    /** The service of an ID scope. */
    public Optional<EnrollmentScope> scope(String idScope) {
        return StoredText.isPossible(idScope)
                ? registry.read(entities -> entities.createQuery(
                                "select s from EnrollmentScopeRow s where s.idScope = :idScope",
                                EnrollmentScopeRow.class)
                        .setParameter("idScope", idScope)
                        .getResultStream()
                        .findFirst()
                        .map(EnrollmentScopeRow::toScope))
                : Optional.empty();
    }

    /** The enrolment of one device. */
    public Optional<Enrollment> individual(EnrollmentScope scope, String registrationId) {
        return StoredText.isPossible(registrationId)
                ? registry.read(entities -> entities.createQuery(
                                "select e from EnrollmentRow e where e.scopeName = :scope and e.ofGroup = false"
                                        + " and e.name = :name",
                                EnrollmentRow.class)
                        .setParameter("scope", scope.name())
                        .setParameter("name", registrationId)
                        .getResultStream()
                        .findFirst()
                        .map(row -> row.toEnrollment(safe)))
                : Optional.empty();
    }

    /** The groups whose devices prove themselves in that way; there are not many. */
    public List<Enrollment> groups(EnrollmentScope scope, CredentialKind kind) {
        return registry.read(entities -> entities.createQuery(
                        "select e from EnrollmentRow e where e.scopeName = :scope and e.ofGroup = true"
                                + " and e.kind = :kind order by e.name",
                        EnrollmentRow.class)
                .setParameter("scope", scope.name())
                .setParameter("kind", kind)
                .getResultStream()
                .map(row -> row.toEnrollment(safe))
                .toList());
    }

    /** By its id. */
    public Optional<Enrollment> byId(String enrollmentId) {
        return registry.read(entities -> Optional.ofNullable(entities.find(EnrollmentRow.class, enrollmentId))
                .map(row -> row.toEnrollment(safe)));
    }

    /** Whether a handshake with these certificates may go on: some enrolment knows them, and the CONNECT will tell which. */
    public boolean knows(ClientChain chain, Instant moment) {
        if (isThumbprint(chain.thumbprints())) {
            return true;
        }
        List<String> authorities = authorities(chain);
        return !authorities.isEmpty()
                && chain.problemOnTheWayToOneOf(authorities, moment).isEmpty();
    }

    private boolean isThumbprint(Collection<String> thumbprints) {
        return registry.read(entities -> !entities.createQuery(
                        "select e.id from EnrollmentRow e where e.primaryThumbprint in :thumbprints"
                                + " or e.secondaryThumbprint in :thumbprints",
                        String.class)
                .setParameter("thumbprints", thumbprints)
                .setMaxResults(1)
                .getResultList()
                .isEmpty());
    }

    private List<String> authorities(ClientChain chain) {
        List<String> subjects =
                chain.issuers().stream().map(AuthoritySubject::of).toList();
        return registry.read(entities -> entities.createQuery(
                        "select e from EnrollmentRow e where e.primarySubject in :subjects"
                                + " or e.secondarySubject in :subjects",
                        EnrollmentRow.class)
                .setParameter("subjects", subjects)
                .setMaxResults(MOST_AUTHORITIES)
                .getResultStream()
                .flatMap(row -> Stream.of(row.primaryPem, row.secondaryPem))
                .filter(Objects::nonNull)
                .distinct()
                .toList());
    }
}
