package org.axletree.hub.authority;

import java.util.Objects;

/**
 * A certificate and the private key that belongs to it, both as PEM. The key is shown once and kept nowhere.
 *
 * @param keyPem PKCS#1 PEM ({@code RSA PRIVATE KEY}); not in {@link #toString()}
 */
public record IssuedCertificate(String certificatePem, String keyPem) {
    public IssuedCertificate {
        Objects.requireNonNull(certificatePem, "certificatePem");
        Objects.requireNonNull(keyPem, "keyPem");
    }

    @Override
    public String toString() {
        return "IssuedCertificate[…]";
    }
}
