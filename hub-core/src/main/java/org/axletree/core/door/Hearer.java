package org.axletree.core.door;

import java.util.Objects;
import org.axletree.core.message.Qos;

/**
 * A session that hears a topic.
 *
 * @param filter by which it hears it, as it subscribed
 * @param qos the highest that it was granted
 * @param shared whether one of those who share the filter gets a message, and not each (MQTT 5 section 4.8.2)
 * @param ownToo whether it hears what its device itself says (MQTT 5 section 3.8.3.1, no local)
 */
public record Hearer(String deviceId, String clientId, String filter, Qos qos, boolean shared, boolean ownToo) {
    public Hearer {
        Objects.requireNonNull(deviceId, "deviceId");
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(qos, "qos");
    }
}
