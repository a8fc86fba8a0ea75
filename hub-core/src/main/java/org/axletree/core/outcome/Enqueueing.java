package org.axletree.core.outcome;

import java.util.Objects;

/** What became of a batch of routed messages. Nothing of a batch is committed unless all of it is. */
public sealed interface Enqueueing {
    /** The messages are committed for all of their routes: a crash cannot lose them any more. */
    Enqueueing ENQUEUED = new Enqueued();

    /** The messages are committed for every route they belong to. */
    record Enqueued() implements Enqueueing {}

    /** Nothing was taken; the same batch may be offered again later. */
    record Postponed(Reason reason) implements Enqueueing {
        public Postponed {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
