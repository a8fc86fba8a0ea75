package org.axletree.hub.authority;

import static org.axletree.hub.authority.CertificateDraft.P_256;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;

/** The authority of one hub, for tests of other rooms. */
public final class TestAuthorities {
    private static final SecretBox BOX = new SecretBox(new byte[32]);
    private static final BouncyCastleAuthority AUTHORITY = new BouncyCastleAuthority(BOX);

    private final String hubId;
    private final SealedAuthority authority;

    private TestAuthorities(String hubId) {
        this.hubId = hubId;
        this.authority = AUTHORITY.newHubAuthority(hubId, "hub");
    }

    public static TestAuthorities of(String hubId) {
        return new TestAuthorities(hubId);
    }

    /** Seals with a key of tests. */
    public static SecretBox secretBox() {
        return BOX;
    }

    public String authorityPem() {
        return authority.certificatePem();
    }

    /** The PEM of a certificate for a device of this name. */
    public String issue(String deviceName) {
        return AUTHORITY.issue(hubId, authority, deviceName).certificatePem();
    }

    /** A certificate that signed itself, made much quicker than an authority issues one. */
    public static IssuedCertificate quick(String name) {
        X500Principal subject = CertificateDraft.name(name, BCStyle.O, "quick");
        KeyPair key = CertificateDraft.newKey(P_256);
        X509Certificate certificate = CertificateDraft.of(
                        subject, key.getPublic(), subject, Clock.systemUTC(), Duration.ofDays(1))
                .signedBy(key.getPrivate());
        return new IssuedCertificate(DeviceCertificate.of(certificate), "key of " + name);
    }

    /** An authority whose time is over. */
    public static String expiredAuthority() {
        X500Principal subject = CertificateDraft.name("expired", BCStyle.O, "quick");
        KeyPair key = CertificateDraft.newKey(P_256);
        Clock longAgo = Clock.offset(Clock.systemUTC(), Duration.ofDays(-10));
        return Pem.of(CertificateDraft.of(subject, key.getPublic(), subject, longAgo, Duration.ofDays(1))
                .with(Extension.basicConstraints, true, new BasicConstraints(true))
                .signedBy(key.getPrivate()));
    }

    public static X509Certificate read(String pem) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        } catch (CertificateException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
