package org.axletree.hub.registry.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.axletree.core.event.RegistryChange;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.authority.BouncyCastleAuthority;
import org.axletree.hub.authority.DeviceCertificate;
import org.axletree.hub.authority.IssuedCertificate;
import org.axletree.hub.history.Presence;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.RegistryLock;
import org.axletree.hub.registry.credential.CredentialKind;
import org.axletree.hub.registry.credential.DeviceCredentialRow;
import org.axletree.hub.registry.credential.SealedCredential;
import org.axletree.hub.registry.hub.HubFinder;
import org.axletree.hub.registry.hub.HubRow;
import org.axletree.hub.settings.HubSettings;

/**
 * The certificates of devices: looked at, replaced by one of the owner's, renewed (scaleway.md D14, D15). Whatever replaces a
 * certificate closes the device's live connections. Every method throws {@link ProblemException} where it cannot.
 */
@ApplicationScoped
public class CertificateService {
    private Registry registry;
    private HubSettings settings;
    private BouncyCastleAuthority authorities;
    private Presence presence;
    private Event<RegistryChange> events;
    private final Clock clock = Clock.systemUTC();

    /** For the container. */
    protected CertificateService() {}

    @Inject
    public CertificateService(
            Registry registry,
            HubSettings settings,
            BouncyCastleAuthority authorities,
            Presence presence,
            Event<RegistryChange> events) {
        this.registry = registry;
        this.settings = settings;
        this.authorities = authorities;
        this.presence = presence;
        this.events = events;
    }

    /** The device's certificate; there is none where its hub's owner issues them. */
    public CertifiedDevice get(String region, String deviceId) {
        return registry.read(entities -> {
            DeviceRow device = DeviceFinder.device(entities, region, deviceId);
            return Optional.ofNullable(entities.find(DeviceCertificateRow.class, deviceId))
                    .map(row -> new CertifiedDevice(device(device), row.pem, row.proved))
                    .orElseThrow(() -> ProblemException.notFound("certificate", deviceId));
        });
    }

    /**
     * Gives a device a certificate of the owner's. It is recognised by its fingerprint, so that nobody needs to have signed
     * it; the one before is worth nothing any more. Whether the owner has its key is not asked, as Scaleway does not ask
     * either: where owners of several projects claim one certificate, {@link CertificateProofService} tells them apart.
     */
    public CertifiedDevice replace(String region, String deviceId, String certificatePem) {
        DeviceCertificate certificate = readable(certificatePem);
        Replaced changed = registry.change("device", deviceId, entities -> {
            RegistryLock.take(entities); // two devices of one project shall not slip in at once
            DeviceRow device = DeviceFinder.device(entities, region, deviceId);
            requireTakesCertificates(entities, deviceId);
            requireNoOtherOfTheProject(entities, device, certificate);
            DeviceCertificateRow.revoke(entities, deviceId, clock.instant());
            device.hasCustomCertificate = true;
            boolean proved = put(entities, device, certificate).proved;
            certificate.rareKey().ifPresent(kind -> events.fire(new RegistryChange.KeyExpected(device.hubId, kind)));
            return new Replaced(device, proved);
        });
        return new CertifiedDevice(device(changed.device), certificate.pem(), changed.proved);
    }

    /** Issues a new certificate; the one before is worth nothing any more. Impossible where the hub has no key to sign with. */
    public CreatedDevice renew(String region, String deviceId) {
        Issuing issuing = registry.read(entities -> {
            DeviceRow device = DeviceFinder.device(entities, region, deviceId);
            requireTakesCertificates(entities, deviceId);
            return new Issuing(device.name, HubFinder.hub(entities, region, device.hubId));
        });
        HubRow hub = issuing.hub();
        requireIssues(hub);
        // Outside of any transaction: making a key takes long.
        IssuedCertificate issued = authorities.issue(hub.id(), hub.authority(), issuing.deviceName());
        DeviceRow changed = registry.change("device", deviceId, entities -> {
            DeviceRow device = DeviceFinder.device(entities, region, deviceId);
            requireTakesCertificates(entities, deviceId);
            requireIssues(HubFinder.lockedHub(entities, region, device.hubId));
            DeviceCertificateRow.revoke(entities, deviceId, clock.instant());
            device.hasCustomCertificate = false;
            put(entities, device, issued.certificate());
            return device;
        });
        return new CreatedDevice(device(changed), Optional.of(issued));
    }

    /**
     * Takes a device its certificate, and closes its connections: no certificate lets it in until it has another one. Impossible
     * where the hub's owner issues them.
     */
    public Device revoke(String region, String deviceId) {
        DeviceRow changed = registry.change("device", deviceId, entities -> {
            DeviceRow device = DeviceFinder.device(entities, region, deviceId);
            requireTakesCertificates(entities, deviceId);
            requireIssues(HubFinder.lockedHub(entities, region, device.hubId));
            DeviceCertificateRow row = Optional.ofNullable(entities.find(DeviceCertificateRow.class, deviceId))
                    .orElseThrow(() -> ProblemException.notFound("certificate", deviceId));
            DeviceCertificateRow.revoke(entities, deviceId, clock.instant());
            entities.remove(row);
            device.hasCustomCertificate = false;
            device.certificateEndsAt = null;
            device.updatedAt = clock.millis();
            events.fire(new RegistryChange.DeviceRevoked(device.hubId, device.id, Reason.CERTIFICATE_REPLACED));
            return device;
        });
        return device(changed);
    }

    private record Issuing(String deviceName, HubRow hub) {}

    private record Replaced(DeviceRow device, boolean proved) {}

    private DeviceCertificateRow put(EntityManager entities, DeviceRow device, DeviceCertificate certificate) {
        device.updatedAt = clock.millis();
        DeviceCertificateRow row = DeviceCertificateRow.put(entities, device, certificate);
        events.fire(new RegistryChange.DeviceRevoked(device.hubId, device.id, Reason.CERTIFICATE_REPLACED));
        return row;
    }

    private DeviceCertificate readable(String pem) {
        try {
            DeviceCertificate certificate = DeviceCertificate.of(pem);
            problem(certificate, settings, clock.instant()).ifPresent(problem -> {
                throw ProblemException.invalid("certificate_pem", "constraint", problem);
            });
            return certificate;
        } catch (IllegalArgumentException unreadable) {
            throw ProblemException.invalid("certificate_pem", "format", unreadable.getMessage());
        }
    }

    /** Why a device cannot come with it; a part of a sentence. */
    public static Optional<String> problem(DeviceCertificate certificate, HubSettings settings, Instant now) {
        return certificate.isValidAt(now)
                ? certificate.problemWithKey(settings.tlsEngine())
                : Optional.of("is not valid now, but from " + certificate.validFrom() + " to "
                        + certificate.validUntil() + " (expected: a valid one)");
    }

    /** Whether the device can be given another certificate: it was not registered with something else to prove itself with. */
    public boolean takesCertificates(String region, String deviceId) {
        return registry.read(entities -> {
            DeviceFinder.device(entities, region, deviceId);
            return DeviceCredentialRow.of(entities, deviceId).takesCertificates();
        });
    }

    private static void requireTakesCertificates(EntityManager entities, String deviceId) {
        SealedCredential credential = DeviceCredentialRow.of(entities, deviceId);
        if (!credential.takesCertificates()) {
            throw new ProblemException(new Problem.PreconditionFailed(
                    "unknown_precondition",
                    credential.kind() == CredentialKind.SECRET
                            ? "the device proves itself by its keys or its secret, and by nothing else (expected: new ones,"
                                    + " or a device that is registered with a certificate)"
                            : "the device proves itself by the thumbprint that it is registered with, and by nothing else"
                                    + " (expected: register the thumbprint of the new certificate in its place)"));
        }
    }

    private static void requireIssues(HubRow hub) {
        if (hub.hasCustomCa()) {
            throw new ProblemException(new Problem.PreconditionFailed(
                    "unknown_precondition",
                    "the hub's owner brought the certificate authority, so that only the owner can issue certificates"
                            + " (expected: a hub with an authority of its own)"));
        }
    }

    /** Two devices of one certificate are a mistake where both have the same owner. */
    private static void requireNoOtherOfTheProject(
            EntityManager entities, DeviceRow device, DeviceCertificate certificate) {
        boolean taken = !entities.createQuery(
                        "select c.deviceId from DeviceCertificateRow c, DeviceRow d, HubRow h, HubRow own"
                                + " where c.fingerprint = :fingerprint and c.deviceId <> :deviceId and d.id = c.deviceId"
                                + " and h.id = d.hubId and own.id = :hubId and h.projectId = own.projectId",
                        String.class)
                .setParameter("fingerprint", certificate.fingerprint())
                .setParameter("deviceId", device.id)
                .setParameter("hubId", device.hubId)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
        if (taken) {
            throw ProblemException.invalid(
                    "certificate_pem",
                    "constraint",
                    "is the certificate of another device (expected: one of this device's own)");
        }
    }

    /** To be asked after a change is committed, as that ends connections. */
    private Device device(DeviceRow row) {
        return row.toDevice(presence.seen(row.id));
    }
}
