package org.axletree.hub.registry;

/** How much there may be of something (scaleway.md K). */
public final class Quota {
    private Quota() {}

    /**
     * Makes sure that one more fits. To be asked under the lock of what is counted.
     *
     * @param resource what is counted, for the error
     * @throws ProblemException with {@link Problem.QuotaExceeded} if it does not
     */
    public static void requireRoom(String resource, long quota, long current) {
        if (current >= quota) {
            throw new ProblemException(new Problem.QuotaExceeded(resource, quota, current));
        }
    }
}
