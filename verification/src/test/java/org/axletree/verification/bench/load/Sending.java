package org.axletree.verification.bench.load;

/** Lets publishers send, from its start to its stop. */
interface Sending {
    void start();

    void stop();
}
