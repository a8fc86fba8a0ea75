package org.axletree.hub.authority;

import java.security.cert.X509Certificate;
import java.util.Optional;
import org.axletree.core.door.KeyKind;
import org.axletree.core.door.TlsEngine;

/** Whether a device can prove in a TLS handshake that it has the key of its certificate. */
final class DeviceKey {
    private DeviceKey() {}

    /** The kind of a certificate's key, if not every TLS takes it. */
    static Optional<KeyKind> rare(X509Certificate certificate) {
        return KeyKind.of(certificate.getPublicKey()).filter(KeyKind::isRare);
    }

    /** Why nobody can log in with the certificate where this engine does TLS; empty if one can. */
    static Optional<String> problem(X509Certificate certificate, TlsEngine engine) {
        Optional<KeyKind> kind = KeyKind.of(certificate.getPublicKey());
        if (kind.isEmpty()) {
            return Optional.of(
                    "has a key of a kind that TLS does not know (expected: RSA, RSA-PSS, Ed25519, Ed448, or EC on"
                            + " P-256, P-384 or P-521)");
        }
        return kind.get().isTakenBy(engine)
                ? Optional.empty()
                : Optional.of("has a key that the server's TLS does not offer (expected: RSA, or EC on P-256 or P-384;"
                        + " this one where AXLETREE_TLS_ENGINE is auto or java)");
    }
}
