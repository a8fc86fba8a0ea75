package org.axletree.hub.registry.twin;

import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;

/** A document has another version than the one that a change was made for. */
public final class VersionMismatchException extends ProblemException {
    private static final long serialVersionUID = 1L;

    private final long expected;
    private final long actual;

    VersionMismatchException(long expected, long actual) {
        super(new Problem.PreconditionFailed(
                "unknown_precondition",
                "document version mismatch: " + expected + " (expected: " + actual + ", or none)"));
        this.expected = expected;
        this.actual = actual;
    }

    /** The version that the change was made for. */
    public long expected() {
        return expected;
    }

    /** The version that the document has; 0 if there is no document. */
    public long actual() {
        return actual;
    }
}
