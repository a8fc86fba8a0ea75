package org.axletree.hub.authority;

import java.util.Objects;

/**
 * A certificate authority as it lies in the database.
 *
 * @param certificatePem its certificate
 * @param sealedKey its private key (PKCS#8), encrypted by {@link SecretBox}
 */
public record SealedAuthority(String certificatePem, byte[] sealedKey) {
    public SealedAuthority {
        Objects.requireNonNull(certificatePem, "certificatePem");
        sealedKey = sealedKey.clone();
    }

    @Override
    public byte[] sealedKey() {
        return sealedKey.clone();
    }

    @Override
    public String toString() {
        return "SealedAuthority[…]";
    }
}
