package org.axletree.mqtt.connection;

import java.util.Objects;
import org.axletree.core.outcome.Reason;

/**
 * Something below MQTT was wrong, as a header of the PROXY protocol or a WebSocket frame. An event of the pipeline: the
 * connection tells the hub of it and closes.
 *
 * @param where what it was about, as {@code WebSocket frame}
 * @param what what was wrong and what would be right
 */
public record TransportFault(Reason reason, String where, String what) {
    public TransportFault {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(where, "where");
        Objects.requireNonNull(what, "what");
    }
}
