package org.axletree.mqtt.session.attachment;

import org.axletree.core.identity.ConnectionSecurity;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.loop.Loop;

/** The connection under a session. Everything here happens on its event loop. */
public interface Connection {
    ConnectionSecurity security();

    /** {@code host:port} of the peer. */
    String remoteAddress();

    /** When it asked to be let in: unique, and the higher the later its CONNECT came, on whichever event loop. */
    long arrival();

    /** What goes out on it. */
    Outbox outbox();

    /** The event loop that it lives on. */
    Loop loop();

    /**
     * Goes to another event loop, where its session lives. Only before it has a session.
     *
     * @param arrived told on the event loop that it is on then; if that failed or the connection has ended, {@link #isOver}
     */
    void moveTo(Loop other, Runnable arrived);

    /** Whether it has ended. */
    boolean isOver();

    /** Ends the connection, which its session then does without; does nothing if it has ended. */
    void close(Reason reason);

    /** Ends the connection because its hub has moved; a peer that can hear it is told where (MQTT 5 section 4.11). */
    void redirect(String serverReference);

    /** Whether to go on reading from the peer. */
    void setReading(boolean reading);

    /** Reads no more, whatever {@link #setReading} is told: the door closes. */
    void stopReading();
}
