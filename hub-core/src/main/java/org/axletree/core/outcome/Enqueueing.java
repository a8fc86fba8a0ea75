package org.axletree.core.outcome;

import java.util.Objects;

/** What became of a batch of routed messages. Nothing of a batch is committed unless all of it is. */
public sealed interface Enqueueing {
    /** Every route's queue has the messages; they survive a crash once the caller's transaction has ended. */
    Enqueueing ENQUEUED = new Enqueued();

    /** The messages are in every queue they belong to. */
    record Enqueued() implements Enqueueing {}

    /** Nothing was taken; the same batch may be offered again later. */
    record Postponed(Reason reason) implements Enqueueing {
        public Postponed {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
