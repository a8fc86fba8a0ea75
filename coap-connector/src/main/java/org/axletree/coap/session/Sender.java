package org.axletree.coap.session;

import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.Optional;
import org.eclipse.californium.elements.EndpointContext;
import org.eclipse.californium.elements.auth.PreSharedKeyIdentity;

/**
 * Whoever sent something.
 *
 * @param identity that was proved by a key; empty without DTLS
 */
record Sender(Optional<String> identity, InetSocketAddress address) {
    static Sender of(EndpointContext context) {
        Principal principal = context.getPeerIdentity();
        return new Sender(
                principal instanceof PreSharedKeyIdentity known ? Optional.of(known.getIdentity()) : Optional.empty(),
                context.getPeerAddress());
    }

    boolean secure() {
        return identity.isPresent();
    }

    /** For people. */
    String text() {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
