package org.axletree.hub.ingest;

import java.util.Objects;
import java.util.Optional;
import org.axletree.core.outcome.Reason;

/**
 * What became of a device's message.
 *
 * @param kind what the device may make of it
 * @param reason why it was not taken; empty if it was
 */
public record IngestAnswer(Kind kind, Optional<Reason> reason) {
    /** Committed to its routes, and said. */
    public static final IngestAnswer TAKEN = new IngestAnswer(Kind.TAKEN, Optional.empty());

    /** What the device may make of an answer. */
    public enum Kind {
        TAKEN,
        /** It has not shown who it is, or not rightly. */
        UNAUTHENTICATED,
        /** It may not say this. */
        FORBIDDEN,
        /** The message itself is wrong. */
        INVALID,
        TOO_LARGE,
        /** It may come again later. */
        BUSY
    }

    public IngestAnswer {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(reason, "reason");
    }

    static IngestAnswer of(Kind kind, Reason reason) {
        return new IngestAnswer(kind, Optional.of(reason));
    }
}
