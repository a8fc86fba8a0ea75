package org.axletree.hub.registry.database;

import jakarta.ejb.ApplicationException;

/** The database cannot be reached, or its tables cannot be brought up to date. The message is one sentence for people. */
@ApplicationException(rollback = true)
public class RegistryUnavailableException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
