package org.axletree.hub.dialect;

import java.util.Optional;
import org.axletree.core.message.Message;
import org.axletree.core.outcome.Reason;

/**
 * Messages to the topics of devices that hear none, as they are at another door than MQTT's: they are taken to the device. An
 * interface, because whoever publishes knows no dialect.
 */
public interface Downlinks {
    /** Whether a topic is one of such a device. Reads memory only; asked for every message. */
    boolean concern(String topic);

    /**
     * Takes a message to its device, or keeps it until the device is there. Blocks on the database.
     *
     * @param hubId UUID of the hub in which it was said
     * @return why it was not taken; empty if it was, and survives a crash
     */
    Optional<Reason> take(String hubId, Message message);
}
