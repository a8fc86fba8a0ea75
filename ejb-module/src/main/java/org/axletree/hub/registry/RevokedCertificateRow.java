package org.axletree.hub.registry;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A certificate that a hub's own authority issued and that is no longer good, for third parties to know (the hub's CRL). */
@Entity
@Table(name = "revoked_certificate")
class RevokedCertificateRow {
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
}
