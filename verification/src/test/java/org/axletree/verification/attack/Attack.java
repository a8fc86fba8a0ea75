package org.axletree.verification.attack;

import org.axletree.verification.harness.RunningHub;

/** One way in which strangers or tenants try to take the hub down, or to take what is not theirs. Add one to {@link Attacks}. */
interface Attack {
    /** The line of the issue that it is about, as {@code 8.2}. */
    String line();

    /** What is tried, for the table. */
    String tried();

    /**
     * Carries it out once; called again and again until the time is over.
     *
     * @return what the hub did, for the table: the same words each time it does the same
     * @throws Exception if the hub did what it must not: that fails the test
     */
    String round(RunningHub hub) throws Exception;
}
