package org.axletree.web.rest.guard;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The body of a request has more bytes than the limit. */
public final class BodyTooLargeException extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    private final int limit;

    BodyTooLargeException(int limit) {
        super(new IOException("body: more than " + limit + " bytes"));
        this.limit = limit;
    }

    public int limit() {
        return limit;
    }
}
