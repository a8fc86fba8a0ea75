package org.axletree.hub.authority;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;
import java.util.Optional;
import org.axletree.core.door.KeyKind;
import org.axletree.core.door.TlsEngine;

/** Whether a device can prove in a TLS handshake that it has the key of its certificate. */
final class DeviceKey {
    private static final String PSS = "RSASSA-PSS";

    private DeviceKey() {}

    /** Whether the text was signed with this key; see {@link DeviceCertificate#isKeyOf}. */
    static boolean signed(PublicKey key, byte[] text, byte[] signature) {
        return KeyKind.of(key).map(DeviceKey::signatures).orElse(List.of()).stream()
                .anyMatch(algorithm -> signed(algorithm, key, text, signature));
    }

    private static List<String> signatures(KeyKind kind) {
        return switch (kind) {
            case RSA -> List.of("SHA256withRSA", PSS);
            case RSA_PSS -> List.of(PSS);
            case P_256, P_384, P_521 -> List.of("SHA256withECDSA");
            case ED25519, ED448 -> List.of("EdDSA");
        };
    }

    private static boolean signed(String algorithm, PublicKey key, byte[] text, byte[] signature) {
        try {
            Signature check = Signature.getInstance(algorithm);
            if (algorithm.equals(PSS)) {
                check.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            }
            check.initVerify(key);
            check.update(text);
            return check.verify(signature);
        } catch (GeneralSecurityException notItsSignature) {
            return false;
        }
    }

    /** The kind of a certificate's key, if not every TLS takes it. */
    static Optional<KeyKind> rare(X509Certificate certificate) {
        return KeyKind.of(certificate.getPublicKey()).filter(KeyKind::isRare);
    }

    /** Why nobody can log in with the certificate where this engine does TLS; empty if one can. */
    static Optional<String> problem(X509Certificate certificate, TlsEngine engine) {
        return KeyPolicy.problem(certificate).or(() -> problemWithKind(certificate, engine));
    }

    private static Optional<String> problemWithKind(X509Certificate certificate, TlsEngine engine) {
        return KeyKind.of(certificate.getPublicKey()).orElseThrow().isTakenBy(engine)
                ? Optional.empty()
                : Optional.of("has a key that the server's TLS does not offer (expected: RSA, or EC on P-256 or P-384;"
                        + " this one where AXLETREE_TLS_ENGINE is auto or java)");
    }
}
