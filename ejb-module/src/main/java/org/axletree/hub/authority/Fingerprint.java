package org.axletree.hub.authority;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/** What a certificate is recognised by: SHA-256 of its encoding, in hexadecimal. */
final class Fingerprint {
    private Fingerprint() {}

    static String of(X509Certificate certificate) {
        return of(certificate, "SHA-256");
    }

    /** The short one that some clouds use beside it. */
    static String sha1(X509Certificate certificate) {
        return of(certificate, "SHA-1");
    }

    private static String of(X509Certificate certificate, String algorithm) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException | CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
