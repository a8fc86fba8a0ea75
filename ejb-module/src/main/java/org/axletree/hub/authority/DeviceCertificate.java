package org.axletree.hub.authority;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.axletree.core.door.KeyKind;
import org.axletree.core.door.TlsEngine;

/**
 * A device's certificate as the registry keeps it.
 *
 * @param pem the certificate
 * @param fingerprint SHA-256 of its encoding, in hexadecimal: what it is recognised by
 * @param serialNumber given by its issuer, in hexadecimal
 * @param validFrom before this it is worth nothing
 * @param validUntil after this it is worth nothing
 */
public record DeviceCertificate(
        String pem, String fingerprint, String serialNumber, Instant validFrom, Instant validUntil) {
    public DeviceCertificate {
        Objects.requireNonNull(pem, "pem");
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(serialNumber, "serialNumber");
        Objects.requireNonNull(validFrom, "validFrom");
        Objects.requireNonNull(validUntil, "validUntil");
    }

    /** @throws IllegalArgumentException if the text is not exactly one certificate */
    public static DeviceCertificate of(String pem) {
        return of(Pem.onlyCertificate(pem));
    }

    static DeviceCertificate of(X509Certificate certificate) {
        return new DeviceCertificate(
                Pem.of(certificate),
                Fingerprint.of(certificate),
                certificate.getSerialNumber().toString(16),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }

    /** Why no device can log in with it where this engine does TLS, or it is too weak; empty if one can. */
    public Optional<String> problemWithKey(TlsEngine engine) {
        return DeviceKey.problem(Pem.onlyCertificate(pem), engine);
    }

    /** The kind of its key, if not every TLS takes it. */
    public Optional<KeyKind> rareKey() {
        return DeviceKey.rare(Pem.onlyCertificate(pem));
    }

    /**
     * Whether the text was signed with the certificate's key: with SHA-256 where the key is RSA (PKCS #1 or PSS) or EC, as it
     * is where the key is Ed25519 or Ed448.
     */
    public boolean isKeyOf(byte[] text, byte[] signature) {
        return DeviceKey.signed(Pem.onlyCertificate(pem).getPublicKey(), text, signature);
    }

    /** Whether it is valid at that moment. */
    public boolean isValidAt(Instant moment) {
        return !moment.isBefore(validFrom) && !moment.isAfter(validUntil);
    }
}
