package org.axletree.hub.settings;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * The administrator's credentials (design.md section 3): generated at the first start into files of the state directory, or
 * set. Only hashes are kept in memory; comparisons take constant time.
 */
@ApplicationScoped
public class Administrator {
    /** The administrator's login name. */
    public static final String NAME = "admin";

    public boolean passwordMatches(String userName, char[] password) {
        throw new UnsupportedOperationException();
    }

    public boolean tokenMatches(String token) {
        throw new UnsupportedOperationException();
    }
}
