package org.axletree.server.web;

/**
 * How far the start has come, which the launcher says: before the application is there, and before it is ready, the web container
 * answers whatever comes with a failure of its own.
 */
final class StartProgress {
    /** The system property: nothing, {@link #HEALTH}, or {@link #ALL}. */
    static final String PROPERTY = "org.axletree.web.open";

    /** The application is there and says itself how it is. */
    static final String HEALTH = "health";

    /** Whoever comes is served. */
    static final String ALL = "all";

    private volatile boolean all;

    /** Whether a request may go on to the application. */
    boolean isOpenFor(String path) {
        if (all) {
            return true;
        }
        String said = System.getProperty(PROPERTY, "");
        all = said.equals(ALL);
        return all || (said.equals(HEALTH) && (path.equals("/health") || path.startsWith("/health/")));
    }
}
