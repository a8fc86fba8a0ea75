package org.axletree.hub.registry.hub;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import javax.security.auth.x500.X500Principal;

/**
 * The name of an authority in a form that an index can hold: SHA-256 of its canonical text, in hexadecimal. Of the text and
 * not of the encoding, because tools encode the same name as UTF8String or as PrintableString.
 */
public final class AuthoritySubject {
    private AuthoritySubject() {}

    public static String of(X500Principal subject) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(subject.getName(X500Principal.CANONICAL).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Of the subject of a certificate. */
    public static String ofCertificate(String certificatePem) {
        try {
            X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(certificatePem.getBytes(StandardCharsets.US_ASCII)));
            return of(certificate.getSubjectX500Principal());
        } catch (CertificateException e) {
            throw new IllegalArgumentException("certificatePem: not a certificate", e);
        }
    }
}
