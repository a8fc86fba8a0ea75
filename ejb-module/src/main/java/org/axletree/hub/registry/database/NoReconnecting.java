package org.axletree.hub.registry.database;

import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;

/**
 * Tells EclipseLink not to wait and try again when a connection is broken, ten seconds by default: the pool of the container
 * looks after connections, and whoever asks, a device that connects for one, is better told at once.
 */
public class NoReconnecting implements SessionCustomizer {

    @Override
    public void customize(Session session) {
        session.getLogin().setQueryRetryAttemptCount(0);
    }
}
