package org.axletree.web.login;

import jakarta.security.enterprise.credential.AbstractClearableCredential;
import org.axletree.hub.registry.user.User;

/** Somebody whose password was right, or whom an identity provider named. Only {@link Logins} makes one. */
public final class ProvenPerson extends AbstractClearableCredential {
    private final User user;

    ProvenPerson(User user) {
        this.user = user;
    }

    User user() {
        return user;
    }

    @Override
    protected void clearCredential() {
        // There is no password in it.
    }
}
