package org.axletree.hub.registry.revocation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.axletree.hub.authority.BouncyCastleAuthority;
import org.axletree.hub.authority.RevokedCertificate;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.StoredText;
import org.axletree.hub.registry.hub.HubRow;

/**
 * The certificate revocation lists of hubs, for third parties that check the certificates of devices. The hub itself needs
 * none: it knows which certificate a device has.
 */
@ApplicationScoped
public class RevocationService {
    /** A list is public, and signing it costs: it is made anew no more often than this. */
    private static final Duration FRESH = Duration.ofSeconds(10);

    private record Made(Optional<byte[]> list, Instant at) {
        /** Not if the system's clock was set back since: nobody knows then how old it is. */
        boolean isFresh(Instant now) {
            return !now.isBefore(at) && now.isBefore(at.plus(FRESH));
        }
    }

    private final ConcurrentHashMap<String, Made> made = new ConcurrentHashMap<>();
    private Registry registry;
    private BouncyCastleAuthority authorities;
    private Clock clock;

    /** For the container. */
    protected RevocationService() {}

    @Inject
    public RevocationService(Registry registry, BouncyCastleAuthority authorities) {
        this(registry, authorities, Clock.systemUTC());
    }

    RevocationService(Registry registry, BouncyCastleAuthority authorities, Clock clock) {
        this.registry = registry;
        this.authorities = authorities;
        this.clock = clock;
    }

    /** The list of a hub, DER; empty if there is no such hub, or if its owner brought the authority and has the key. */
    public Optional<byte[]> listOf(String hubId) {
        if (!exists(hubId)) {
            made.remove(hubId);
            return Optional.empty();
        }
        Instant now = clock.instant();
        return made.compute(
                        hubId,
                        (id, known) -> known != null && known.isFresh(now) ? known : new Made(make(hubId, now), now))
                .list();
    }

    private boolean exists(String hubId) {
        return StoredText.isPossible(hubId) && registry.read(entities -> entities.find(HubRow.class, hubId) != null);
    }

    private Optional<byte[]> make(String hubId, Instant now) {
        return registry.read(entities -> Optional.ofNullable(entities.find(HubRow.class, hubId)))
                .filter(hub -> !hub.hasCustomCa())
                .map(hub -> authorities.revocationList(hubId, hub.authority(), revoked(hubId, now)));
    }

    private List<RevokedCertificate> revoked(String hubId, Instant now) {
        return registry.read(entities -> entities.createQuery(
                        "select r from RevokedCertificateRow r where r.hubId = :hubId and r.expiresAt > :now"
                                + " order by r.revokedAt, r.fingerprint",
                        RevokedCertificateRow.class)
                .setParameter("hubId", hubId)
                .setParameter("now", now.toEpochMilli())
                .getResultStream()
                .map(row -> new RevokedCertificate(row.serialNumber, Instant.ofEpochMilli(row.revokedAt)))
                .toList());
    }
}
