package org.axletree.hub.authority;

import java.time.Instant;

/** How long an authority lasts, whoever made it. */
public final class AuthorityTerm {
    private AuthorityTerm() {}

    /** When the certificate of an authority, as PEM, ends. */
    public static Instant endOf(String certificatePem) {
        return Pem.certificate(certificatePem).getNotAfter().toInstant();
    }
}
