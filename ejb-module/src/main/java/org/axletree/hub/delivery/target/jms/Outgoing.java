package org.axletree.hub.delivery.target.jms;

import java.util.Map;
import org.axletree.hub.delivery.log.LoggedMessage;
import org.axletree.hub.delivery.target.NamedProperties;

/** A message with what it will say of itself at the broker. */
public record Outgoing(LoggedMessage message, Map<String, Object> properties) {
    static Outgoing of(LoggedMessage message) {
        return new Outgoing(message, NamedProperties.of(message));
    }
}
