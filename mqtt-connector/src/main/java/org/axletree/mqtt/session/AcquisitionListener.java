package org.axletree.mqtt.session;

import org.axletree.core.outcome.Reason;

/** Hears what became of a connection that asked for a session. Called once, on the event loop that the connection is on by then. */
public interface AcquisitionListener {
    /**
     * The connection has a session, and its client may be told.
     *
     * @param present whether it goes on with an earlier one
     */
    void entered(Session session, boolean present);

    /** It gets none. */
    void refused(Reason reason);

    /** It has ended meanwhile. */
    void abandoned();
}
