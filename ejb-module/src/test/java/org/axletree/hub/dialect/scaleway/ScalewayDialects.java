package org.axletree.hub.dialect.scaleway;

import org.axletree.hub.dialect.Dialect;

/** Scaleway's dialect for tests that only read it. */
public final class ScalewayDialects {
    private ScalewayDialects() {}

    /** One that answers no request: it has no twins. */
    public static Dialect withoutTwins() {
        return new ScalewayDialect(new TwinRequests());
    }
}
