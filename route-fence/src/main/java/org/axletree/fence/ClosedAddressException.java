package org.axletree.fence;

import java.net.UnknownHostException;

/** A route was to connect to an address that is closed to routes. An {@link UnknownHostException}, as resolvers throw. */
public final class ClosedAddressException extends UnknownHostException {
    private static final long serialVersionUID = 1;

    ClosedAddressException(String message) {
        super(message);
    }
}
