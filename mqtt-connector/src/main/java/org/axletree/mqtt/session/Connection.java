package org.axletree.mqtt.session;

import org.axletree.core.identity.ConnectionSecurity;
import org.axletree.core.outcome.Reason;

/** The connection under a session. Everything here happens on its event loop. */
public interface Connection {
    /** Unique among all connections of this process. */
    long id();

    ConnectionSecurity security();

    /** {@code host:port} of the peer. */
    String remoteAddress();

    /** Ends the connection and its session; does nothing if it has ended. */
    void close(Reason reason);

    /** Whether to go on reading from the peer. */
    void setReading(boolean reading);

    /** Reads no more, whatever {@link #setReading} is told: the door closes. */
    void stopReading();
}
