package org.axletree.server;

/** The server cannot start; the message is the one line that the operator reads. */
final class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartFailure(String line) {
        super(line);
    }

    StartFailure(String line, Throwable cause) {
        super(line, cause);
    }
}
