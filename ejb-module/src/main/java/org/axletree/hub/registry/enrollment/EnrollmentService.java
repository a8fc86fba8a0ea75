package org.axletree.hub.registry.enrollment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Quota;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.azure.AzureIdentityService;
import org.axletree.hub.registry.azure.TwinRules;
import org.axletree.hub.registry.credential.CredentialKind;
import org.axletree.hub.registry.credential.CredentialSafe;
import org.axletree.hub.registry.credential.SealedCredential;
import org.axletree.hub.registry.hub.AuthoritySubject;
import org.axletree.hub.settings.HubSettings;

/** What one can do with enrolments. Every method throws {@link ProblemException} where it cannot. */
@ApplicationScoped
public class EnrollmentService {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
    private static final String INDIVIDUAL = "enrollment";
    private static final String GROUP = "enrollmentGroup";

    private Registry registry;
    private HubSettings settings;
    private EnrollmentScopes scopes;
    private EnrolledHubs hubs;
    private CredentialSafe safe;
    private final Clock clock = Clock.systemUTC();

    /** For the container. */
    protected EnrollmentService() {}

    @Inject
    public EnrollmentService(
            Registry registry, HubSettings settings, EnrollmentScopes scopes, EnrolledHubs hubs, CredentialSafe safe) {
        this.registry = registry;
        this.settings = settings;
        this.scopes = scopes;
        this.hubs = hubs;
        this.safe = safe;
    }

    public Enrollment get(String scopeName, boolean ofGroup, String name) {
        EnrollmentScope scope = scopes.get(scopeName);
        return registry.read(entities -> found(entities, scope, ofGroup, name).toEnrollment(safe));
    }

    /** The certificates that it has, in PEM; none where there is no such enrolment. */
    public List<String> certificates(String scopeName, boolean ofGroup, String name) {
        EnrollmentScope scope = scopes.get(scopeName);
        return registry.read(entities -> find(entities, scope, ofGroup, name).stream()
                .flatMap(row -> Stream.of(row.primaryPem, row.secondaryPem))
                .filter(Objects::nonNull)
                .toList());
    }

    /** In the order of their names. */
    public List<Enrollment> all(String scopeName, boolean ofGroup, int most) {
        EnrollmentScope scope = scopes.get(scopeName);
        return registry.read(entities -> entities.createQuery(
                        "select e from EnrollmentRow e where e.scopeName = :scope and e.ofGroup = :ofGroup"
                                + " order by e.name",
                        EnrollmentRow.class)
                .setParameter("scope", scope.name())
                .setParameter("ofGroup", ofGroup)
                .setMaxResults(most)
                .getResultStream()
                .map(row -> row.toEnrollment(safe))
                .toList());
    }

    /**
     * Makes an enrolment, or changes one that there is.
     *
     * @param revision that the change was made for; empty for any
     * @param changes whether one that there is may be changed
     */
    public Enrollment put(
            String scopeName,
            boolean ofGroup,
            String name,
            EnrollmentDraft draft,
            OptionalLong revision,
            boolean changes) {
        EnrollmentScope scope = scopes.get(scopeName);
        requireName(ofGroup ? "enrollmentGroupId" : "registrationId", name);
        if (!draft.deviceName().isEmpty()) {
            requireName("deviceId", draft.deviceName());
        }
        hubs.requireOf(scope.projectId(), draft.hubs());
        String tags = TwinRules.stored("initialTwin.tags", draft.tags(), TwinRules.MOST_TAGS);
        String desired = TwinRules.stored("initialTwin.properties.desired", draft.desired(), TwinRules.MOST_PROPERTIES);
        return registry.change(kind(ofGroup), name, entities -> {
            Optional<EnrollmentRow> present = find(entities, scope, ofGroup, name);
            if (present.isPresent() && !changes) {
                throw new ProblemException(new Problem.TransientState(kind(ofGroup), name, "there already"));
            }
            if (present.isEmpty() && changes && revision.isPresent()) {
                throw ProblemException.notFound(kind(ofGroup), name);
            }
            EnrollmentRow row = present.orElseGet(() -> make(entities, scope, ofGroup, name));
            requireRevision(row, revision);
            write(row, draft, present.isPresent());
            row.tags = tags;
            row.desired = desired;
            row.updatedAt = clock.millis();
            entities.persist(row);
            entities.flush(); // for its new revision
            return row.toEnrollment(safe);
        });
    }

    public void delete(String scopeName, boolean ofGroup, String name, OptionalLong revision) {
        EnrollmentScope scope = scopes.get(scopeName);
        registry.change(kind(ofGroup), name, entities -> {
            EnrollmentRow row = found(entities, scope, ofGroup, name);
            requireRevision(row, revision);
            entities.remove(row);
            return null;
        });
    }

    private void write(EnrollmentRow row, EnrollmentDraft draft, boolean known) {
        if (draft.attestation().isPresent() || !known) {
            Attestation attestation = draft.attestation()
                    .orElseGet(
                            () -> new Attestation(AzureIdentityService.newKeys(), Optional.empty(), Optional.empty()));
            SealedCredential sealed = safe.seal(row.id, attestation.credential());
            row.kind = sealed.kind();
            row.sealedPrimary = sealed.sealedPrimary().orElse(null);
            row.sealedSecondary = sealed.sealedSecondary().orElse(null);
            row.primaryThumbprint = nullIfEmpty(sealed.primaryThumbprint());
            row.secondaryThumbprint = nullIfEmpty(sealed.secondaryThumbprint());
            row.primaryPem = attestation.primaryPem().orElse(null);
            row.secondaryPem = attestation.secondaryPem().orElse(null);
            boolean vouches = sealed.kind() == CredentialKind.AUTHORITY;
            row.primarySubject = vouches ? subject(attestation.primaryPem()) : null;
            row.secondarySubject = vouches ? subject(attestation.secondaryPem()) : null;
        }
        row.deviceName = draft.deviceName();
        row.allocation = draft.allocation().map(AllocationPolicy::word).orElse("");
        JsonArrayBuilder names = Json.createArrayBuilder();
        draft.hubs().forEach(names::add);
        row.hubs = names.build().toString();
        row.enabled = draft.enabled();
        row.updateHub = draft.updateHub();
        row.migrateData = draft.migrateData();
        row.iotEdge = draft.iotEdge();
    }

    private static String subject(Optional<String> pem) {
        return pem.map(AuthoritySubject::ofCertificate).orElse(null);
    }

    private static String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }

    private EnrollmentRow make(EntityManager entities, EnrollmentScope scope, boolean ofGroup, String name) {
        long present = entities.createQuery(
                        "select count(e) from EnrollmentRow e where e.scopeName = :scope and e.ofGroup = :ofGroup",
                        Long.class)
                .setParameter("scope", scope.name())
                .setParameter("ofGroup", ofGroup)
                .getSingleResult();
        Quota.requireRoom(
                ofGroup ? "enrollment groups" : "enrollments",
                settings.limit(ofGroup ? HubLimit.ENROLLMENT_GROUPS : HubLimit.ENROLLMENTS),
                present);
        EnrollmentRow row = new EnrollmentRow();
        row.id = UUID.randomUUID().toString();
        row.scopeName = scope.name();
        row.projectId = scope.projectId();
        row.ofGroup = ofGroup;
        row.name = name;
        row.createdAt = clock.millis();
        return row;
    }

    private static EnrollmentRow found(EntityManager entities, EnrollmentScope scope, boolean ofGroup, String name) {
        return find(entities, scope, ofGroup, name).orElseThrow(() -> ProblemException.notFound(kind(ofGroup), name));
    }

    private static Optional<EnrollmentRow> find(
            EntityManager entities, EnrollmentScope scope, boolean ofGroup, String name) {
        return NAME.matcher(name).matches()
                ? entities.createQuery(
                                "select e from EnrollmentRow e where e.scopeName = :scope and e.ofGroup = :ofGroup"
                                        + " and e.name = :name",
                                EnrollmentRow.class)
                        .setParameter("scope", scope.name())
                        .setParameter("ofGroup", ofGroup)
                        .setParameter("name", name)
                        .getResultStream()
                        .findFirst()
                : Optional.empty();
    }

    private static void requireRevision(EnrollmentRow row, OptionalLong revision) {
        if (revision.isPresent() && revision.getAsLong() != row.revision) {
            throw new ProblemException(new Problem.PreconditionFailed(
                    "unknown_precondition", "the enrolment was changed by others (expected: its present etag)"));
        }
    }

    private static void requireName(String argument, String name) {
        if (!NAME.matcher(name).matches()) {
            throw ProblemException.invalid(
                    argument, "format", Problem.shown(name) + " (expected: 1 to 128 letters, digits and - . _ :)");
        }
    }

    private static String kind(boolean ofGroup) {
        return ofGroup ? GROUP : INDIVIDUAL;
    }
}
