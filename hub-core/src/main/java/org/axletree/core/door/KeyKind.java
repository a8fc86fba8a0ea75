package org.axletree.core.door;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.util.Optional;

/**
 * Kinds of keys that a device can prove in a TLS handshake to have (scaleway.md D9), as tried with OpenSSL's client in TLS 1.2
 * and 1.3.
 */
public enum KeyKind {
    RSA,
    P_256,
    P_384,
    /** ecdsa_secp521r1_sha512, which in TLS 1.2 is whatever curve with SHA-512. */
    P_521(0x0603),
    ED25519(0x0807),
    ED448(0x0808),
    RSA_PSS(0x0809, 0x080A, 0x080B);

    private final int[] schemes;

    /** @param schemes by which it is proved (RFC 8446 section 4.2.3); only needed of those that are rare */
    KeyKind(int... schemes) {
        this.schemes = schemes;
    }

    /** The kind of a key; empty if TLS does not know it. */
    public static Optional<KeyKind> of(PublicKey key) {
        if (key instanceof ECPublicKey curved) {
            return Curves.kind(curved.getParams().getOrder());
        }
        String name = key instanceof EdECPublicKey edwards ? edwards.getParams().getName() : key.getAlgorithm();
        return switch (name) {
            case "RSA" -> Optional.of(RSA);
            case "RSASSA-PSS" -> Optional.of(RSA_PSS);
            case "Ed25519" -> Optional.of(ED25519);
            case "Ed448" -> Optional.of(ED448);
            default -> Optional.empty();
        };
    }

    /** Whether nobody but the JDK's TLS offers to take it. */
    public boolean isRare() {
        return schemes.length > 0;
    }

    /** Whether a device that has one can get in where this does TLS. */
    public boolean isTakenBy(TlsEngine engine) {
        return engine != TlsEngine.NATIVE || !isRare();
    }

    /** Whether it is proved by this signature scheme of TLS (RFC 8446 section 4.2.3). Only for rare ones. */
    public boolean isProvedBy(int scheme) {
        for (int own : schemes) {
            if (own == scheme) {
                return true;
            }
        }
        return false;
    }

    /** A curve is told by its order. */
    private static final class Curves {
        private static final BigInteger OF_P_256 = order("secp256r1");
        private static final BigInteger OF_P_384 = order("secp384r1");
        private static final BigInteger OF_P_521 = order("secp521r1");

        private static Optional<KeyKind> kind(BigInteger order) {
            if (order.equals(OF_P_256)) {
                return Optional.of(P_256);
            }
            if (order.equals(OF_P_384)) {
                return Optional.of(P_384);
            }
            return order.equals(OF_P_521) ? Optional.of(P_521) : Optional.empty();
        }

        private static BigInteger order(String curve) {
            try {
                AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
                parameters.init(new ECGenParameterSpec(curve));
                return parameters.getParameterSpec(ECParameterSpec.class).getOrder();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(curve + ": missing from this Java", e);
            }
        }
    }
}
