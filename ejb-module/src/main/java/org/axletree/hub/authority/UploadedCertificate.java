package org.axletree.hub.authority;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Locale;

/**
 * What people are shown of a certificate that an owner uploaded.
 *
 * @param commonName of its subject; the whole subject where it has none
 * @param thumbprint SHA-1 of its encoding, in upper-case hexadecimal
 */
public record UploadedCertificate(String commonName, Instant validUntil, String thumbprint) {
    /** @throws IllegalArgumentException if the text is no certificate */
    public static UploadedCertificate of(String pem) {
        X509Certificate certificate = Pem.certificate(pem);
        CommonName name = CommonName.of(certificate);
        return new UploadedCertificate(
                name.problem().isPresent()
                        ? certificate.getSubjectX500Principal().getName()
                        : name.text(),
                certificate.getNotAfter().toInstant(),
                Fingerprint.sha1(certificate).toUpperCase(Locale.ROOT));
    }
}
