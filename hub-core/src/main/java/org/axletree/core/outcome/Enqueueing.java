package org.axletree.core.outcome;

import java.util.BitSet;
import java.util.Objects;

/** What became of a batch of routed messages. Nothing of a batch is committed unless all of it is. */
public sealed interface Enqueueing {
    /** The messages are committed for all of their routes: a crash cannot lose them any more. */
    Enqueueing ENQUEUED = new Enqueued();

    /** The messages are committed for every route they belong to. */
    record Enqueued() implements Enqueueing {}

    /**
     * The messages are committed, as above; but for some of them a route has more than may wait. Those are not acknowledged
     * until it has room, so that their senders wait.
     *
     * @param places which messages of the batch, counted from 0; not to be changed
     */
    record Held(BitSet places, Reason reason) implements Enqueueing {
        public Held {
            Objects.requireNonNull(reason, "reason");
            if (places.isEmpty()) {
                throw new IllegalArgumentException("places: none (expected: at least one)");
            }
        }
    }

    /** Nothing was taken; the same batch may be offered again later. */
    record Postponed(Reason reason) implements Enqueueing {
        public Postponed {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
