package org.axletree.hub.authority;

import static org.axletree.hub.authority.CertificateDraft.extensions;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes certificate authorities for hubs, and certificates for their devices (scaleway.md D1, "Issued device certificate").
 *
 * <p>A hub's authority signs with RSA: there are devices whose TLS library knows nothing else, and it must be able to read
 * its own certificate.
 */
@ApplicationScoped
public class BouncyCastleAuthority {
    private static final Duration AUTHORITY_VALIDITY = Duration.ofDays(20 * 365);
    private static final Duration LIST_VALIDITY = Duration.ofDays(1);
    private static final Duration DEVICE_VALIDITY = Duration.ofDays(10 * 365);

    /** The upper bound of a common name (X.520, ub-common-name). A hub's id tells authorities apart; the name may be cut. */
    private static final int COMMON_NAME_LENGTH = 64;

    private final SecretBox secretBox;
    private final Clock clock;

    /** For the container's proxy. */
    protected BouncyCastleAuthority() {
        this(new SecretBox());
    }

    @Inject
    public BouncyCastleAuthority(SecretBox secretBox) {
        this(secretBox, Clock.systemUTC());
    }

    BouncyCastleAuthority(SecretBox secretBox, Clock clock) {
        this.secretBox = secretBox;
        this.clock = clock;
    }

    /** A new authority for a hub. Its subject contains the hub's id, so that no two hubs' authorities share a name. */
    public SealedAuthority newHubAuthority(String hubId, String hubName) {
        X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);
        name.addRDN(BCStyle.O, new DERUTF8String("Axletree"));
        name.addRDN(BCStyle.SERIALNUMBER, new DERUTF8String(hubId));
        name.addRDN(BCStyle.CN, new DERUTF8String(cut(hubName)));
        X500Principal subject = CertificateDraft.encoded(name);
        KeyPair key = CertificateDraft.newKey(CertificateDraft.RSA_3072);
        X509Certificate certificate = CertificateDraft.of(subject, key.getPublic(), subject, clock, AUTHORITY_VALIDITY)
                .with(Extension.basicConstraints, true, new BasicConstraints(0))
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                .with(Extension.subjectKeyIdentifier, false, extensions().createSubjectKeyIdentifier(key.getPublic()))
                .signedBy(key.getPrivate());
        byte[] secret = key.getPrivate().getEncoded();
        try {
            return new SealedAuthority(Pem.of(certificate), secretBox.seal(context(hubId), secret));
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /**
     * A certificate for a device, with a new key. The common name is the device's name whole, although X.520 would have it
     * end after 64 characters: it is what the device is found by, and OpenSSL, BoringSSL and Java read it.
     */
    public IssuedCertificate issue(String hubId, SealedAuthority authority, String deviceName) {
        X509Certificate issuer = Pem.certificate(authority.certificatePem());
        KeyPair key = CertificateDraft.newKey(CertificateDraft.RSA_2048);
        X500Principal subject = CertificateDraft.name(
                deviceName, BCStyle.SERIALNUMBER, UUID.randomUUID().toString());
        X509Certificate certificate = CertificateDraft.of(
                        subject, key.getPublic(), issuer.getSubjectX500Principal(), clock, DEVICE_VALIDITY)
                .with(Extension.basicConstraints, true, new BasicConstraints(false))
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment))
                .with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth))
                .with(
                        Extension.authorityKeyIdentifier,
                        false,
                        extensions().createAuthorityKeyIdentifier(issuer.getPublicKey()))
                .signedBy(authorityKey(hubId, authority));
        return new IssuedCertificate(
                DeviceCertificate.of(certificate), Pem.of("RSA PRIVATE KEY", pkcs1(key.getPrivate())));
    }

    /** The certificates that a hub's authority issued and that are no longer good: a list that is valid for a day, DER. */
    public byte[] revocationList(String hubId, SealedAuthority authority, List<RevokedCertificate> revoked) {
        X509Certificate issuer = Pem.certificate(authority.certificatePem());
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        X509v2CRLBuilder list = new JcaX509v2CRLBuilder(issuer.getSubjectX500Principal(), Date.from(now));
        list.setNextUpdate(Date.from(now.plus(LIST_VALIDITY)));
        revoked.forEach(each ->
                list.addCRLEntry(new BigInteger(each.serialNumber(), 16), Date.from(each.at()), CRLReason.superseded));
        try {
            list.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    extensions().createAuthorityKeyIdentifier(issuer.getPublicKey()));
            list.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(now.getEpochSecond())));
            return list.build(new JcaContentSignerBuilder("SHA256withRSA").build(authorityKey(hubId, authority)))
                    .getEncoded();
        } catch (java.io.IOException | OperatorCreationException failure) {
            throw new IllegalStateException("hub " + hubId + ": its revocation list cannot be made", failure);
        }
    }

    /**
     * Makes sure that the master key is the one that this authority was sealed with.
     *
     * @throws IllegalStateException if it is not
     */
    public void requireOpens(String hubId, SealedAuthority authority) {
        authorityKey(hubId, authority);
    }

    private PrivateKey authorityKey(String hubId, SealedAuthority authority) {
        byte[] secret = secretBox.open(context(hubId), authority.sealedKey());
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(secret));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("hub " + hubId + ": the key of its authority cannot be read", failure);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static String context(String hubId) {
        return "hub:" + hubId + ":ca";
    }

    private static byte[] pkcs1(PrivateKey key) {
        try {
            return PrivateKeyInfo.getInstance(key.getEncoded())
                    .parsePrivateKey()
                    .toASN1Primitive()
                    .getEncoded();
        } catch (java.io.IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Cut between characters: half a surrogate pair has no UTF-8. */
    private static String cut(String name) {
        int length = Math.min(name.length(), COMMON_NAME_LENGTH);
        return name.substring(
                0, length > 0 && Character.isHighSurrogate(name.charAt(length - 1)) ? length - 1 : length);
    }
}
