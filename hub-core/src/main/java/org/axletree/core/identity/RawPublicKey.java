package org.axletree.core.identity;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.HexFormat;

/** A public key without a certificate around it (RFC 7250). */
public final class RawPublicKey {
    private RawPublicKey() {}

    /** What the key is recognised by: SHA-256 of its SubjectPublicKeyInfo, in hexadecimal. */
    public static String fingerprint(PublicKey key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("no SHA-256 in this Java", impossible);
        }
    }
}
