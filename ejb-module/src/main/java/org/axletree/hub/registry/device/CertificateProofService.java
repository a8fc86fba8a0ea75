package org.axletree.hub.registry.device;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.axletree.hub.authority.DeviceCertificate;
import org.axletree.hub.authority.SecretBox;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Registry;

/**
 * The proof that an owner has the key of a certificate that was given to a device: a signature over a challenge of the hub. It
 * is asked of nobody, and goes before every claim without one. A challenge names the device and the certificate that it is
 * for, so that whoever signs it sees what for; the hub keeps none of them. Every method throws {@link ProblemException} where
 * it cannot.
 */
@ApplicationScoped
public class CertificateProofService {
    private static final Duration TIME_TO_SIGN = Duration.ofHours(1);

    private Registry registry;
    private SecretBox secretBox;
    private CertificateService certificates;
    private Clock clock = Clock.systemUTC();

    /** For the container. */
    protected CertificateProofService() {}

    @Inject
    public CertificateProofService(Registry registry, SecretBox secretBox, CertificateService certificates) {
        this.registry = registry;
        this.secretBox = secretBox;
        this.certificates = certificates;
    }

    public CertificateProofService(
            Registry registry, SecretBox secretBox, CertificateService certificates, Clock clock) {
        this(registry, secretBox, certificates);
        this.clock = clock;
    }

    /** What is to be signed with the key of the device's certificate, within the hour. */
    public String challenge(String region, String deviceId) {
        DeviceCertificateRow row = registry.read(entities -> certificate(entities, region, deviceId));
        Instant until = clock.instant().plus(TIME_TO_SIGN).truncatedTo(ChronoUnit.SECONDS);
        byte[] seal = secretBox.seal(context(row), until.toString().getBytes(US_ASCII));
        return text(row, until, Base64.getUrlEncoder().withoutPadding().encodeToString(seal));
    }

    /**
     * Notes that the owner has the key.
     *
     * @param challenge as {@link #challenge} answered it
     * @param signature over its bytes, as {@link DeviceCertificate#isKeyOf} wants it, in Base64
     */
    public CertifiedDevice prove(String region, String deviceId, String challenge, String signature) {
        byte[] signed = decoded(signature);
        registry.change("device", deviceId, entities -> {
            DeviceCertificateRow row = certificate(entities, region, deviceId);
            requireOwn(row, challenge);
            if (!DeviceCertificate.of(row.pem).isKeyOf(challenge.getBytes(US_ASCII), signed)) {
                throw ProblemException.invalid(
                        "signature",
                        "constraint",
                        "was not made with the key of the device's certificate (expected: the challenge, signed with"
                                + " SHA-256, or as it is with Ed25519 and Ed448)");
            }
            row.proved = true;
            return null;
        });
        return certificates.get(region, deviceId);
    }

    /** A certificate that its owner gave; of what a hub issued nothing needs to be proved. */
    private static DeviceCertificateRow certificate(EntityManager entities, String region, String deviceId) {
        DeviceFinder.device(entities, region, deviceId);
        DeviceCertificateRow row = entities.find(DeviceCertificateRow.class, deviceId);
        if (row == null) {
            throw ProblemException.notFound("certificate", deviceId);
        }
        if (row.issued) {
            throw new ProblemException(new Problem.PreconditionFailed(
                    "unknown_precondition",
                    "the hub issued the device's certificate (expected: one that you gave the device)"));
        }
        return row;
    }

    private void requireOwn(DeviceCertificateRow row, String challenge) {
        String seal = challenge.substring(challenge.lastIndexOf(' ') + 1);
        Instant until;
        try {
            byte[] opened = secretBox.open(context(row), Base64.getUrlDecoder().decode(seal));
            until = Instant.parse(new String(opened, US_ASCII));
        } catch (IllegalArgumentException | IllegalStateException notOurs) {
            throw wrong("is not one for this device and its certificate (expected: the last one, unchanged)");
        }
        if (!challenge.equals(text(row, until, seal))) {
            throw wrong("was changed (expected: as it was answered)");
        }
        if (clock.instant().isAfter(until)) {
            throw wrong("was good until " + until + " (expected: a new one)");
        }
    }

    private static ProblemException wrong(String message) {
        return ProblemException.invalid("challenge", "constraint", message);
    }

    private static String text(DeviceCertificateRow row, Instant until, String seal) {
        return "Axletree: device " + row.deviceId + " has certificate " + row.fingerprint + ", until " + until + ", "
                + seal;
    }

    private static String context(DeviceCertificateRow row) {
        return "device:" + row.deviceId + ":certificate:" + row.fingerprint;
    }

    private static byte[] decoded(String signature) {
        try {
            return Base64.getDecoder().decode(signature.replaceAll("\\s", "")); // tools break lines
        } catch (IllegalArgumentException notBase64) {
            throw ProblemException.invalid("signature", "format", "is not Base64 (expected: a signature in Base64)");
        }
    }
}
