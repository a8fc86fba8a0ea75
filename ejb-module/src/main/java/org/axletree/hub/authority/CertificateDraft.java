package org.axletree.hub.authority;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate that is being made. What all certificates of the hub have in common is decided here. */
final class CertificateDraft {
    static final AlgorithmParameterSpec RSA_2048 = new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4);
    static final AlgorithmParameterSpec RSA_3072 = new RSAKeyGenParameterSpec(3072, RSAKeyGenParameterSpec.F4);
    static final AlgorithmParameterSpec P_256 = new ECGenParameterSpec("secp256r1");
    static final AlgorithmParameterSpec P_384 = new ECGenParameterSpec("secp384r1");

    /** Devices' clocks may be behind (scaleway.md "Issued device certificate": back-dated 24 h). */
    private static final Duration BACK_DATED = Duration.ofHours(24);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final JcaX509v3CertificateBuilder builder;

    private CertificateDraft(JcaX509v3CertificateBuilder builder) {
        this.builder = builder;
    }

    static CertificateDraft of(
            X500Principal subject, PublicKey subjectKey, X500Principal issuer, Clock clock, Duration validity) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new CertificateDraft(new JcaX509v3CertificateBuilder(
                issuer,
                serialNumber(),
                Date.from(now.minus(BACK_DATED)),
                Date.from(now.plus(validity)),
                subject,
                subjectKey));
    }

    CertificateDraft with(ASN1ObjectIdentifier extension, boolean critical, ASN1Encodable value) {
        try {
            builder.addExtension(extension, critical, value);
            return this;
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    X509Certificate signedBy(PrivateKey issuerKey) {
        // SHA-256 with either: small devices over DTLS offer nothing else.
        String algorithm = issuerKey.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(issuerKey)));
        } catch (OperatorCreationException | GeneralSecurityException failure) {
            throw new IllegalStateException("certificate: cannot be signed", failure);
        }
    }

    static KeyPair newKey(AlgorithmParameterSpec size) {
        try {
            KeyPairGenerator generator =
                    KeyPairGenerator.getInstance(size instanceof RSAKeyGenParameterSpec ? "RSA" : "EC");
            generator.initialize(size, RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("key: cannot be made", failure);
        }
    }

    /**
     * A subject of two names. Each is given to ASN.1 as it is: a text form would have to be escaped, and a name such as
     * {@code #31} would mean something else.
     */
    static X500Principal name(String commonName, ASN1ObjectIdentifier second, String secondValue) {
        X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);
        name.addRDN(second, new DERUTF8String(secondValue));
        name.addRDN(BCStyle.CN, new DERUTF8String(commonName));
        return encoded(name);
    }

    static X500Principal encoded(X500NameBuilder name) {
        try {
            return new X500Principal(name.build().getEncoded());
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static JcaX509ExtensionUtils extensions() {
        try {
            return new JcaX509ExtensionUtils();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** 126 random bits and a one before them: positive, never reused, at most 20 octets (RFC 5280 section 4.1.2.2). */
    private static BigInteger serialNumber() {
        return new BigInteger(126, RANDOM).setBit(126);
    }
}
