package org.axletree.verification.scaleway;

/**
 * One row of the specification's table.
 *
 * @param number as it is called there, as in {@code D6}
 * @param promise what it promises, in few words
 * @param check fails if the promise is not kept
 */
record Row(String number, String promise, Check check) {
    /** Tries whether a promise is kept. */
    interface Check {
        void run() throws Exception;
    }
}
