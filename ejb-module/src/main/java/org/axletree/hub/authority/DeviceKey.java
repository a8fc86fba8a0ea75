package org.axletree.hub.authority;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import org.axletree.core.door.TlsEngine;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Kinds of keys that a device can prove in a TLS handshake to have: those that the server's TLS offers to its clients. */
final class DeviceKey {
    /** What each {@link TlsEngine} offers, as tried with OpenSSL's client in TLS 1.2 and 1.3. */
    private static final Map<ASN1ObjectIdentifier, TlsEngine> NEEDED = Map.of(
            PKCSObjectIdentifiers.rsaEncryption, TlsEngine.NATIVE,
            SECObjectIdentifiers.secp256r1, TlsEngine.NATIVE,
            SECObjectIdentifiers.secp384r1, TlsEngine.NATIVE,
            SECObjectIdentifiers.secp521r1, TlsEngine.JAVA,
            EdECObjectIdentifiers.id_Ed25519, TlsEngine.JAVA,
            EdECObjectIdentifiers.id_Ed448, TlsEngine.JAVA,
            PKCSObjectIdentifiers.id_RSASSA_PSS, TlsEngine.JAVA);

    private DeviceKey() {}

    /** Why nobody can log in with the certificate where this engine does TLS; empty if one can. */
    static Optional<String> problem(X509Certificate certificate, TlsEngine engine) {
        TlsEngine needed = NEEDED.get(kind(certificate));
        if (needed == TlsEngine.NATIVE || needed == engine) {
            return Optional.empty();
        }
        return Optional.of(
                needed == TlsEngine.JAVA
                        ? "has a key that the server's TLS does not offer (expected: RSA, or EC on P-256 or P-384;"
                                + " this one where AXLETREE_TLS_ENGINE is java)"
                        : "has a key of a kind that TLS does not know (expected: RSA, or EC on P-256 or P-384)");
    }

    /** The curve, where there are several, or else the algorithm. */
    private static ASN1ObjectIdentifier kind(X509Certificate certificate) {
        AlgorithmIdentifier algorithm = key(certificate).getAlgorithm();
        return algorithm.getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)
                        && algorithm.getParameters() instanceof ASN1ObjectIdentifier curve
                ? curve
                : algorithm.getAlgorithm();
    }

    private static SubjectPublicKeyInfo key(X509Certificate certificate) {
        try {
            return org.bouncycastle.asn1.x509.Certificate.getInstance(certificate.getEncoded())
                    .getSubjectPublicKeyInfo();
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
