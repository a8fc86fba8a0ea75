package org.axletree.verification.bench.load;

import org.axletree.verification.bench.measure.Latencies;

/** What the clients of one run have counted. Touched on the generator's event loop only. */
final class Traffic {
    final Latencies latencies = new Latencies();
    /** Whether latencies count now: not while warming up, not while draining. */
    boolean recording;

    long sent;
    long received;
    /** Publications whose quality of service has been fulfilled. */
    long acknowledged;
    /** Messages that came again, or after a later one of the same publisher. */
    long outOfOrder;
    /** Acknowledgements of nothing that was sent. */
    long unasked;
    /** The first thing that must not happen; empty while it has not. */
    String problem = "";

    void problem(String what) {
        if (problem.isEmpty()) {
            problem = what;
        }
    }

    /** How far it has come. */
    record Count(long sent, long received, long acknowledged) {}

    Count count() {
        return new Count(sent, received, acknowledged);
    }

    /** Forgets all, for the next step of a run. */
    void reset() {
        latencies.clear();
        sent = 0;
        received = 0;
        acknowledged = 0;
        outOfOrder = 0;
        unasked = 0;
        problem = "";
    }
}
