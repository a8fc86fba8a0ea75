package org.axletree.coap.session;

import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.identity.ConnectionSecurity;
import org.axletree.core.identity.RawPublicKey;
import org.eclipse.californium.elements.auth.PreSharedKeyIdentity;
import org.eclipse.californium.elements.auth.RawPublicKeyIdentity;
import org.eclipse.californium.elements.auth.X509CertPath;

/**
 * What a device proved in the DTLS handshake, in the words of the gate.
 *
 * @param certificates leaf first; empty unless they were shown
 * @param userName the identity of the key, or the fingerprint of the raw public key; else empty
 */
record Credentials(ConnectionSecurity security, List<X509Certificate> certificates, String userName) {
    /** By version: there is one text for all devices that speak it. */
    private static final Map<String, String> PROTOCOLS =
            Map.of("1.0", "LwM2M 1.0", "1.1", "LwM2M 1.1", "1.2", "LwM2M 1.2");

    private static final Credentials NONE = new Credentials(ConnectionSecurity.PLAIN, List.of(), "");

    /** @param principal as DTLS has it; empty without DTLS */
    static Credentials of(Optional<Principal> principal) {
        return principal.map(Credentials::of).orElse(NONE);
    }

    private static Credentials of(Principal principal) {
        if (principal instanceof PreSharedKeyIdentity key) {
            return new Credentials(ConnectionSecurity.PRESHARED_KEY, List.of(), key.getIdentity());
        }
        if (principal instanceof RawPublicKeyIdentity key) {
            return new Credentials(
                    ConnectionSecurity.RAW_PUBLIC_KEY, List.of(), RawPublicKey.fingerprint(key.getKey()));
        }
        if (principal instanceof X509CertPath path) {
            List<X509Certificate> chain = path.getPath().getCertificates().stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            return new Credentials(ConnectionSecurity.MUTUAL_TLS, chain, "");
        }
        throw new IllegalArgumentException(
                "principal: " + principal.getClass() + " (expected: of a key, a raw public key or certificates)");
    }

    ConnectRequest connectRequest(long connectionId, String endpoint, String version, String address) {
        String protocol = PROTOCOLS.getOrDefault(version, "LwM2M " + version);
        return new ConnectRequest(
                connectionId, security, certificates, endpoint, userName, new byte[0], protocol, address);
    }
}
