package org.axletree.hub.registry.authority;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.axletree.core.door.KeyKind;
import org.axletree.core.event.RegistryChange;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.authority.OwnAuthority;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Quota;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.hub.AuthoritySubject;
import org.axletree.hub.registry.hub.HubFinder;
import org.axletree.hub.settings.HubSettings;

/**
 * The authorities that owners upload for their hubs' devices: any number a hub, and the same one in several hubs. None
 * vouches for anybody until its owner has proved to have the key. Every method throws {@link ProblemException} where it cannot.
 */
@ApplicationScoped
public class DeviceAuthorityService {
    private static final int CODE_BYTES = 20;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String CERTIFICATE = "certificate";

    private Registry registry;
    private HubSettings settings;
    private Event<RegistryChange> events;
    private final Clock clock = Clock.systemUTC();

    /** For the container. */
    protected DeviceAuthorityService() {}

    @Inject
    public DeviceAuthorityService(Registry registry, HubSettings settings, Event<RegistryChange> events) {
        this.registry = registry;
        this.settings = settings;
        this.events = events;
    }

    /** In the order of their names. */
    public List<DeviceAuthority> all(String region, String hubId) {
        return registry.read(entities -> {
            HubFinder.hub(entities, region, hubId);
            return entities.createQuery(
                            "select a from DeviceAuthorityRow a where a.hubId = :hubId order by a.name",
                            DeviceAuthorityRow.class)
                    .setParameter("hubId", hubId)
                    .getResultStream()
                    .map(DeviceAuthorityRow::toAuthority)
                    .toList();
        });
    }

    public DeviceAuthority get(String region, String hubId, String name) {
        return registry.read(entities -> {
            HubFinder.hub(entities, region, hubId);
            return named(entities, hubId, name).toAuthority();
        });
    }

    /**
     * Uploads an authority, or another certificate in the place of one, which has to be proved anew.
     *
     * @param revision the revision that it replaces; empty for one under a new name
     */
    public DeviceAuthority put(String region, String hubId, String name, String pem, OptionalLong revision) {
        OwnAuthority authority = readable(pem);
        return registry.change(CERTIFICATE, name, entities -> {
            HubFinder.lockedHub(entities, region, hubId);
            Optional<DeviceAuthorityRow> present = find(entities, hubId, name);
            requireExpected(name, present, revision);
            DeviceAuthorityRow row = present.orElseGet(() -> make(entities, hubId, name));
            row.pem = authority.pem();
            row.subject = AuthoritySubject.of(authority.subject());
            row.fingerprint = authority.fingerprint();
            row.rareKey = authority.rareKey().map(KeyKind::name).orElse(null);
            row.verified = false;
            row.code = null;
            row.codeMadeAt = null;
            row.updatedAt = clock.millis();
            authority.rareKey().ifPresent(kind -> events.fire(new RegistryChange.KeyExpected(hubId, kind)));
            entities.persist(row);
            entities.flush();
            return row.toAuthority();
        });
    }

    /** Makes a new code; the proof with the one before is worth nothing any more, and the authority vouches for nobody. */
    public DeviceAuthority newCode(String region, String hubId, String name, OptionalLong revision) {
        byte[] code = new byte[CODE_BYTES];
        RANDOM.nextBytes(code);
        return change(region, hubId, name, revision, row -> {
            row.code = HexFormat.of().withUpperCase().formatHex(code);
            row.codeMadeAt = clock.millis();
            row.verified = false;
        });
    }

    /** @param proofPem a certificate that the authority signed, with the code as its common name */
    public DeviceAuthority verify(String region, String hubId, String name, String proofPem, OptionalLong revision) {
        return change(region, hubId, name, revision, row -> {
            if (row.code == null) {
                throw ProblemException.invalid(
                        CERTIFICATE, "constraint", "nothing to prove (expected: a verification code first)");
            }
            OwnAuthority.of(row.pem)
                    .problemWithProof(proofPem, row.code, "the verification code", clock.instant())
                    .ifPresent(problem -> {
                        throw ProblemException.invalid(CERTIFICATE, "constraint", problem);
                    });
            row.verified = true;
        });
    }

    public void delete(String region, String hubId, String name, OptionalLong revision) {
        registry.change(CERTIFICATE, name, entities -> {
            HubFinder.lockedHub(entities, region, hubId);
            DeviceAuthorityRow row = named(entities, hubId, name);
            requireRevision(row, revision);
            entities.remove(row);
            return null;
        });
    }

    private interface Change {
        void on(DeviceAuthorityRow row);
    }

    private DeviceAuthority change(String region, String hubId, String name, OptionalLong revision, Change change) {
        return registry.change(CERTIFICATE, name, entities -> {
            HubFinder.lockedHub(entities, region, hubId);
            DeviceAuthorityRow row = named(entities, hubId, name);
            requireRevision(row, revision);
            change.on(row);
            row.updatedAt = clock.millis();
            entities.flush(); // for its new revision
            return row.toAuthority();
        });
    }

    private OwnAuthority readable(String pem) {
        try {
            OwnAuthority authority = OwnAuthority.of(pem);
            authority.problem(clock.instant()).ifPresent(problem -> {
                throw ProblemException.invalid(CERTIFICATE, "constraint", problem);
            });
            return authority;
        } catch (IllegalArgumentException unreadable) {
            throw ProblemException.invalid(CERTIFICATE, "format", unreadable.getMessage());
        }
    }

    private DeviceAuthorityRow make(EntityManager entities, String hubId, String name) {
        long present = entities.createQuery(
                        "select count(a) from DeviceAuthorityRow a where a.hubId = :hubId", Long.class)
                .setParameter("hubId", hubId)
                .getSingleResult();
        Quota.requireRoom("certificates", settings.limit(HubLimit.DEVICE_AUTHORITIES_PER_HUB), present);
        DeviceAuthorityRow row = new DeviceAuthorityRow();
        row.id = UUID.randomUUID().toString();
        row.hubId = hubId;
        row.name = name;
        row.createdAt = clock.millis();
        return row;
    }

    /** Nobody replaces a certificate who does not know it: it would vouch for nobody until it is proved anew. */
    private static void requireExpected(String name, Optional<DeviceAuthorityRow> present, OptionalLong revision) {
        if (present.isPresent() && revision.isEmpty()) {
            throw new ProblemException(new Problem.PreconditionFailed(
                    "unknown_precondition",
                    "certificate " + name
                            + " is there already (expected: its present etag as If-Match, to replace it)"));
        }
        if (present.isEmpty() && revision.isPresent()) {
            throw new ProblemException(new Problem.PreconditionFailed(
                    "unknown_precondition",
                    "certificate " + name + " is not there to be replaced (expected: no If-Match, for a new one)"));
        }
        present.ifPresent(row -> requireRevision(row, revision));
    }

    private static void requireRevision(DeviceAuthorityRow row, OptionalLong revision) {
        if (revision.isPresent() && revision.getAsLong() != row.revision) {
            throw new ProblemException(new Problem.PreconditionFailed(
                    "unknown_precondition", "the certificate was changed by others (expected: its present etag)"));
        }
    }

    private static DeviceAuthorityRow named(EntityManager entities, String hubId, String name) {
        return find(entities, hubId, name).orElseThrow(() -> ProblemException.notFound(CERTIFICATE, name));
    }

    private static Optional<DeviceAuthorityRow> find(EntityManager entities, String hubId, String name) {
        return entities.createQuery(
                        "select a from DeviceAuthorityRow a where a.hubId = :hubId and a.name = :name",
                        DeviceAuthorityRow.class)
                .setParameter("hubId", hubId)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }
}
