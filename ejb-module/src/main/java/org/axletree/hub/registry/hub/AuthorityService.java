package org.axletree.hub.registry.hub;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.axletree.core.door.KeyKind;
import org.axletree.core.event.RegistryChange;
import org.axletree.hub.authority.OwnAuthority;
import org.axletree.hub.registry.BulkRemoval;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Registry;

/**
 * The authority that an owner brings for a hub's devices (scaleway.md D2 to D5). Throws {@link ProblemException} where it
 * cannot be taken.
 */
@ApplicationScoped
public class AuthorityService {
    private static final String AUTHORITY = "ca_cert_pem";
    private static final String PROOF = "challenge_cert_pem";

    private Registry registry;
    private Event<RegistryChange> events;
    private final Clock clock = Clock.systemUTC();

    /** For the container. */
    protected AuthorityService() {}

    @Inject
    public AuthorityService(Registry registry, Event<RegistryChange> events) {
        this.registry = registry;
        this.events = events;
    }

    /**
     * Has an authority of the owner's vouch for the devices of a hub from now on. There is no way back to the hub's own,
     * whose key and certificates are deleted; another one of the owner's may follow.
     *
     * @param authorityPem the authority's certificate
     * @param proofPem a certificate that it signed, with the hub's id as common name
     */
    public void bring(String region, String hubId, String authorityPem, String proofPem) {
        Caller.requireChange("hub");
        registry.read(entities -> requireDisabled(HubFinder.hub(entities, region, hubId)));
        OwnAuthority authority = proved(authorityPem, proofPem, hubId);
        registry.change("hub", hubId, entities -> {
            HubRow hub = requireDisabled(HubFinder.lockedHub(entities, region, hubId));
            requireNobodyElses(entities, hubId, authority);
            hub.hasCustomCa = true;
            hub.authorityPem = authority.pem();
            hub.authoritySubject = AuthoritySubject.of(authority.subject());
            hub.authorityFingerprint = authority.fingerprint();
            hub.authorityRareKey = authority.rareKey().map(KeyKind::name).orElse(null);
            hub.authoritySealedKey = null;
            hub.updatedAt = clock.millis();
            deleteIssuedCertificates(entities, hubId);
            events.fire(new RegistryChange.HubChanged(hubId));
            authority.rareKey().ifPresent(kind -> events.fire(new RegistryChange.KeyExpected(hubId, kind)));
            return hub;
        });
    }

    /**
     * Throws what {@link #bring} would throw of both certificates, and changes nothing; the hub may be enabled.
     *
     * @return the subject of the authority
     */
    public String check(String region, String hubId, String authorityPem, String proofPem) {
        Caller.requireChange("hub");
        registry.read(entities -> HubFinder.hub(entities, region, hubId));
        OwnAuthority authority = proved(authorityPem, proofPem, hubId);
        registry.read(entities -> {
            requireNobodyElses(entities, hubId, authority);
            return authority;
        });
        return authority.subject().getName();
    }

    private OwnAuthority proved(String authorityPem, String proofPem, String hubId) {
        Instant now = clock.instant();
        OwnAuthority authority;
        try {
            authority = OwnAuthority.of(authorityPem);
        } catch (IllegalArgumentException unreadable) {
            throw ProblemException.invalid(AUTHORITY, "format", unreadable.getMessage());
        }
        refuse(AUTHORITY, authority.problem(now));
        refuse(PROOF, authority.problemWithProof(proofPem, hubId, now));
        return authority;
    }

    private static void refuse(String argument, Optional<String> problem) {
        problem.ifPresent(message -> {
            throw ProblemException.invalid(argument, "constraint", message);
        });
    }

    private static HubRow requireDisabled(HubRow hub) {
        if (hub.enabled) {
            throw new ProblemException(new Problem.PreconditionFailed(
                    "unknown_precondition",
                    "the hub is enabled (expected: disable it first, then bring its certificate authority)"));
        }
        return hub;
    }

    /** The authority says which hub a device belongs to (scaleway.md D7). */
    private static void requireNobodyElses(EntityManager entities, String hubId, OwnAuthority authority) {
        boolean taken = !entities.createQuery(
                        "select h.id from HubRow h where h.authorityFingerprint = :fingerprint and h.id <> :hubId",
                        String.class)
                .setParameter("fingerprint", authority.fingerprint())
                .setParameter("hubId", hubId)
                .getResultList()
                .isEmpty();
        if (taken) {
            throw ProblemException.invalid(
                    AUTHORITY,
                    "constraint",
                    "is the authority of another hub (expected: one of this hub's own, as it tells the hubs apart)");
        }
    }

    private static void deleteIssuedCertificates(EntityManager entities, String hubId) {
        BulkRemoval.remove(
                entities,
                "DeviceCertificateRow",
                "deviceId",
                "x.issued = true and x.deviceId in (select d.id from DeviceRow d where d.hubId = :hubId)",
                hubId);
        entities.createQuery("update DeviceRow d set d.certificateEndsAt = null where d.hubId = :hubId"
                        + " and not exists (select c.deviceId from DeviceCertificateRow c where c.deviceId = d.id)")
                .setParameter("hubId", hubId)
                .executeUpdate();
        entities.createQuery("delete from RevokedCertificateRow r where r.hubId = :hubId")
                .setParameter("hubId", hubId)
                .executeUpdate();
    }
}
