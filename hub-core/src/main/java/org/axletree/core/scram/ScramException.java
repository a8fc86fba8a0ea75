package org.axletree.core.scram;

/** What a client said is no message of SCRAM-SHA-256, or not the one that is due. The message says what was wrong, and holds no proof. */
public final class ScramException extends Exception {
    private static final long serialVersionUID = 1L;

    ScramException(String message) {
        super(message);
    }
}
