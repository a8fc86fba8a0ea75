package org.axletree.coap.session;

import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.Optional;
import org.axletree.core.address.InternetAddress;
import org.eclipse.californium.elements.EndpointContext;

/**
 * Whoever sent something.
 *
 * @param principal what was proved in the DTLS handshake: an identity by its key, a chain of certificates, or a raw public key;
 *     empty without DTLS
 */
record Sender(Optional<Principal> principal, InetSocketAddress address) {
    static Sender of(EndpointContext context) {
        return new Sender(Optional.ofNullable(context.getPeerIdentity()), context.getPeerAddress());
    }

    boolean secure() {
        return principal.isPresent();
    }

    /** For people. */
    String text() {
        return InternetAddress.withPort(address);
    }
}
