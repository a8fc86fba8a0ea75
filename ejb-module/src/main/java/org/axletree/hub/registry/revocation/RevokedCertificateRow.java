package org.axletree.hub.registry.revocation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A certificate that a hub's own authority issued and that is no longer good, for third parties to know (the hub's CRL). */
@Entity
@Table(name = "revoked_certificate")
public class RevokedCertificateRow {
    /** More than a list that anybody would load; then the oldest are left out. */
    private static final int MOST_OF_A_HUB = 10_000;

    @Id
    String fingerprint;

    @Column(name = "hub_id")
    String hubId;

    @Column(name = "serial_number")
    String serialNumber;

    @Column(name = "revoked_at")
    long revokedAt;

    @Column(name = "expires_at")
    long expiresAt;

    /** From now on, this certificate of a hub is no longer good. */
    public static void add(
            EntityManager entities,
            String hubId,
            String fingerprint,
            String serialNumber,
            long expiresAtMillis,
            Instant now) {
        makeRoom(entities, hubId, now);
        RevokedCertificateRow row = new RevokedCertificateRow();
        row.fingerprint = fingerprint;
        row.hubId = hubId;
        row.serialNumber = serialNumber;
        row.revokedAt = now.toEpochMilli();
        row.expiresAt = expiresAtMillis;
        entities.persist(row);
    }

    /** Removes what is too old to be worth telling, and the oldest where there are too many. */
    private static void makeRoom(EntityManager entities, String hubId, Instant now) {
        entities.createQuery("delete from RevokedCertificateRow r where r.hubId = :hubId and r.expiresAt <= :now")
                .setParameter("hubId", hubId)
                .setParameter("now", now.toEpochMilli())
                .executeUpdate();
        entities.createQuery(
                        "select r.revokedAt from RevokedCertificateRow r where r.hubId = :hubId"
                                + " order by r.revokedAt desc",
                        Long.class)
                .setParameter("hubId", hubId)
                .setFirstResult(MOST_OF_A_HUB - 1)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .ifPresent(newestToGo -> entities.createQuery(
                                "delete from RevokedCertificateRow r where r.hubId = :hubId and r.revokedAt <= :at")
                        .setParameter("hubId", hubId)
                        .setParameter("at", newestToGo)
                        .executeUpdate());
    }
}
