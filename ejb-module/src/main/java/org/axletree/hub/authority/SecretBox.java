package org.axletree.hub.authority;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Encrypts secrets at rest with the master key of the installation (design.md section 3).
 *
 * <p>A sealed secret is bound to a context, as {@code hub:<id>:ca}: it opens only with the same context, so that a sealed
 * value copied into another row is worthless.
 */
@ApplicationScoped
public class SecretBox {

    public byte[] seal(String context, byte[] secret) {
        throw new UnsupportedOperationException();
    }

    /** @throws IllegalStateException if it was sealed with another key or context, or was changed */
    public byte[] open(String context, byte[] sealed) {
        throw new UnsupportedOperationException();
    }
}
