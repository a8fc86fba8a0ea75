package org.axletree.hub.registry.enrollment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.axletree.hub.authority.SecretBox;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.StoredText;
import org.axletree.hub.registry.azure.AzureResourceService;

/** The provisioning services of the projects. Every method throws {@link ProblemException} where it cannot. */
@ApplicationScoped
public class EnrollmentScopes {
    private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9-]{1,62})[a-z0-9]");
    private static final int SCOPE_BYTES = 4;
    private static final int KEY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Registry registry;
    private AzureResourceService resources;
    private SecretBox box;
    private final Clock clock = Clock.systemUTC();

    /** For the container. */
    protected EnrollmentScopes() {}

    @Inject
    public EnrollmentScopes(Registry registry, AzureResourceService resources, SecretBox box) {
        this.registry = registry;
        this.resources = resources;
        this.box = box;
    }

    /** Makes a service, or changes one that there is. */
    public EnrollmentScope put(String group, String name, String location, AllocationPolicy allocation, String tags) {
        resources.group(group);
        String stored = name.toLowerCase(Locale.ROOT);
        if (!NAME.matcher(stored).matches()) {
            throw ProblemException.invalid(
                    "name", "format", Problem.shown(name) + " (expected: 3 to 64 letters, digits and inner dashes)");
        }
        return registry.change("provisioningService", name, entities -> {
            EnrollmentScopeRow present = entities.find(EnrollmentScopeRow.class, stored);
            if (present != null && !present.projectId.equals(group)) {
                throw new ProblemException(new Problem.TransientState("provisioningService", name, "there already"));
            }
            EnrollmentScopeRow row = present == null ? new EnrollmentScopeRow() : present;
            row.name = stored;
            row.projectId = group;
            row.idScope = present == null ? newIdScope() : present.idScope;
            row.location = location;
            row.allocation = allocation;
            row.tags = tags;
            row.createdAt = present == null ? clock.millis() : present.createdAt;
            entities.persist(row);
            entities.flush(); // for its new revision
            return row.toScope();
        });
    }

    private static String newIdScope() {
        byte[] number = new byte[SCOPE_BYTES];
        RANDOM.nextBytes(number);
        return "0ne" + HexFormat.of().withUpperCase().formatHex(number);
    }

    /** By its name, of whatever case. */
    public EnrollmentScope get(String name) {
        return find(name).orElseThrow(() -> ProblemException.notFound("provisioningService", name));
    }

    public Optional<EnrollmentScope> find(String name) {
        return StoredText.isPossible(name)
                ? registry.read(entities -> Optional.ofNullable(
                                entities.find(EnrollmentScopeRow.class, name.toLowerCase(Locale.ROOT))))
                        .map(EnrollmentScopeRow::toScope)
                        .filter(scope -> Caller.current().sees(scope.projectId()))
                : Optional.empty();
    }

    /** Those that the caller sees, in the order of their names. */
    public List<EnrollmentScope> all() {
        return registry.read(entities -> entities.createQuery(
                        "select s from EnrollmentScopeRow s order by s.name", EnrollmentScopeRow.class)
                .getResultStream()
                .map(EnrollmentScopeRow::toScope)
                .filter(scope -> Caller.current().sees(scope.projectId()))
                .toList());
    }

    /** The keys whose tokens open a service. Who asks first has them made. */
    public ScopeKeys keys(EnrollmentScope scope) {
        return findKeys(scope.name())
                .orElseGet(() -> registry.change("provisioningService", scope.name(), entities -> {
                    EnrollmentScopeRow row = Optional.ofNullable(entities.find(
                                    EnrollmentScopeRow.class, scope.name(), LockModeType.PESSIMISTIC_WRITE))
                            .orElseThrow(() -> ProblemException.notFound("provisioningService", scope.name()));
                    if (row.sealedPrimary == null) {
                        row.sealedPrimary = box.seal(context(row, true), newKey());
                        row.sealedSecondary = box.seal(context(row, false), newKey());
                    }
                    return open(row);
                }));
    }

    /** The same for whoever shows a token. Reads only; keys that nobody has seen open nothing. */
    public Optional<ScopeKeys> findKeys(String name) {
        return StoredText.isPossible(name)
                ? registry.read(entities -> Optional.ofNullable(
                                entities.find(EnrollmentScopeRow.class, name.toLowerCase(Locale.ROOT)))
                        .filter(row -> row.sealedPrimary != null)
                        .map(this::open))
                : Optional.empty();
    }

    /** Gives a service other keys; tokens signed with the ones before are worth nothing any more. */
    public ScopeKeys change(EnrollmentScope scope, Optional<byte[]> primary, Optional<byte[]> secondary) {
        keys(scope); // so that there is something to change
        return registry.change("provisioningService", scope.name(), entities -> {
            EnrollmentScopeRow row = Optional.ofNullable(
                            entities.find(EnrollmentScopeRow.class, scope.name(), LockModeType.PESSIMISTIC_WRITE))
                    .orElseThrow(() -> ProblemException.notFound("provisioningService", scope.name()));
            primary.ifPresent(key -> row.sealedPrimary = box.seal(context(row, true), key));
            secondary.ifPresent(key -> row.sealedSecondary = box.seal(context(row, false), key));
            return open(row);
        });
    }

    private ScopeKeys open(EnrollmentScopeRow row) {
        return new ScopeKeys(
                row.toScope(),
                box.open(context(row, true), row.sealedPrimary),
                box.open(context(row, false), row.sealedSecondary));
    }

    /** Of the service's scope, which no other service will ever have. */
    private static String context(EnrollmentScopeRow row, boolean primary) {
        return "scope:" + row.idScope + ":policy:" + ScopeKeys.POLICY + (primary ? ":primary" : ":secondary");
    }

    private static byte[] newKey() {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return key;
    }

    /** Deletes a service with its enrolments; the devices that came by them stay. */
    public void delete(String group, String name) {
        EnrollmentScope scope = get(name);
        if (!scope.projectId().equals(group)) {
            throw ProblemException.notFound("provisioningService", name);
        }
        registry.change("provisioningService", name, entities -> {
            Optional.ofNullable(entities.find(EnrollmentScopeRow.class, scope.name()))
                    .ifPresent(entities::remove);
            return null;
        });
    }
}
