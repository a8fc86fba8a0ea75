package org.axletree.core.route;

/**
 * What the hub commits to routes in one transaction at most. Whoever takes it, as a queue of a broker, needs room for all of it
 * at once: a transaction fits as a whole or not at all.
 */
public final class RouteBatch {
    public static final int MOST_MESSAGES = 256;
    /** Bytes of payload from which on no further message is added. */
    public static final int MOST_BYTES = 4 * 1024 * 1024;

    private RouteBatch() {}
}
