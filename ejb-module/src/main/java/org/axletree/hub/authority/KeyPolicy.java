package org.axletree.hub.authority;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;
import java.util.Set;
import org.axletree.core.door.KeyKind;

/**
 * Which keys and signatures are good enough: the same wherever a certificate comes in, for a device, for an owner's authority
 * and for each certificate between the two. There is an upper bound as well, because whoever checks a signature pays for the
 * size of the key. Neither a version nor an extension is asked for: OpenSSL's shortest commands make certificates of version
 * 1.
 */
public final class KeyPolicy {
    private static final int SHORTEST_RSA_KEY = 2048;

    /** As BoringSSL has it, which is the server's quick TLS. */
    private static final int LONGEST_RSA_KEY = 8192;

    /** Below, and where it is even, it is a mistake or a trap (FIPS 186-5 section 5.1). */
    private static final BigInteger LEAST_RSA_EXPONENT = BigInteger.valueOf(65_537);

    /** In bits; as BoringSSL has it. */
    private static final int LONGEST_RSA_EXPONENT = 33;

    private static final String PSS = "1.2.840.113549.1.1.10";

    /** SHA-256, SHA-384, SHA-512 and SHA-3 of those lengths, with RSA and with EC; Ed25519, Ed448. */
    private static final Set<String> SIGNATURES = Set.of(
            "1.2.840.113549.1.1.11",
            "1.2.840.113549.1.1.12",
            "1.2.840.113549.1.1.13",
            "1.2.840.10045.4.3.2",
            "1.2.840.10045.4.3.3",
            "1.2.840.10045.4.3.4",
            "2.16.840.1.101.3.4.3.10",
            "2.16.840.1.101.3.4.3.11",
            "2.16.840.1.101.3.4.3.12",
            "2.16.840.1.101.3.4.3.14",
            "2.16.840.1.101.3.4.3.15",
            "2.16.840.1.101.3.4.3.16",
            "1.3.101.112",
            "1.3.101.113");

    private static final Set<String> DIGESTS = Set.of("SHA-256", "SHA-384", "SHA-512");

    private KeyPolicy() {}

    /** Why the certificate is too weak, by its key or by how it was signed; empty if it is not. */
    public static Optional<String> problem(X509Certificate certificate) {
        return problemWithKey(certificate.getPublicKey()).or(() -> problemWithSignature(certificate));
    }

    /** The same of a key alone, as that of an authority, whose own signature vouches for nothing here. */
    public static Optional<String> problemWithKey(PublicKey key) {
        if (KeyKind.of(key).isEmpty()) {
            return Optional.of("has a key of a kind that TLS does not know (expected: RSA, RSA-PSS, Ed25519, Ed448, or"
                    + " EC on P-256, P-384 or P-521)");
        }
        if (!(key instanceof RSAPublicKey rsa)) {
            return Optional.empty();
        }
        int bits = rsa.getModulus().bitLength();
        if (bits < SHORTEST_RSA_KEY || bits > LONGEST_RSA_KEY) {
            return Optional.of("has an RSA key of " + bits + " bits (expected: from " + SHORTEST_RSA_KEY + " to "
                    + LONGEST_RSA_KEY + ")");
        }
        BigInteger exponent = rsa.getPublicExponent();
        boolean usual = exponent.testBit(0)
                && exponent.compareTo(LEAST_RSA_EXPONENT) >= 0
                && exponent.bitLength() <= LONGEST_RSA_EXPONENT;
        return usual
                ? Optional.empty()
                : Optional.of("has an unusual RSA exponent (expected: an odd one from " + LEAST_RSA_EXPONENT + " to "
                        + LONGEST_RSA_EXPONENT + " bits)");
    }

    private static Optional<String> problemWithSignature(X509Certificate certificate) {
        boolean strong = certificate.getSigAlgOID().equals(PSS)
                ? isStrongPss(certificate)
                : SIGNATURES.contains(certificate.getSigAlgOID());
        return strong
                ? Optional.empty()
                : Optional.of("is signed with " + certificate.getSigAlgName()
                        + " (expected: SHA-256, SHA-384 or SHA-512 with RSA or EC, or Ed25519 or Ed448)");
    }

    private static boolean isStrongPss(X509Certificate certificate) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
            parameters.init(certificate.getSigAlgParams());
            return DIGESTS.contains(
                    parameters.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm());
        } catch (GeneralSecurityException | java.io.IOException | NullPointerException unreadable) {
            return false; // without parameters it means SHA-1
        }
    }
}
