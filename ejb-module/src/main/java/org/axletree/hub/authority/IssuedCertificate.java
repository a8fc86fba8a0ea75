package org.axletree.hub.authority;

import java.util.Objects;

/**
 * A certificate and the private key that belongs to it. The key is shown once and kept nowhere.
 *
 * @param keyPem PKCS#1 PEM ({@code RSA PRIVATE KEY}); not in {@link #toString()}
 */
public record IssuedCertificate(DeviceCertificate certificate, String keyPem) {
    public IssuedCertificate {
        Objects.requireNonNull(certificate, "certificate");
        Objects.requireNonNull(keyPem, "keyPem");
    }

    /** The certificate, as PEM. */
    public String certificatePem() {
        return certificate.pem();
    }

    @Override
    public String toString() {
        return "IssuedCertificate[…]";
    }
}
