package org.axletree.mqtt.store;

import java.util.Objects;

/**
 * A subscription of a durable session.
 *
 * @param filter as the client wrote it, with {@code $share/…} if it is shared
 * @param options the byte of MQTT 5 section 3.8.3.1, with the granted quality of service
 * @param identifier of the subscription; 0 for none
 * @param fedUpTo the highest number of the retained messages that it brings and has not brought to the end; 0 if it brings no
 *     more
 */
public record StoredSubscription(String filter, int options, int identifier, long fedUpTo) {
    public StoredSubscription {
        Objects.requireNonNull(filter, "filter");
    }
}
