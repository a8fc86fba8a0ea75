package org.axletree.hub.dialect;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.axletree.core.message.HubMessage;
import org.axletree.core.outcome.Reason;

/**
 * Publishes for a device that has no connection of its own: another one, which stands before it, speaks for it. An interface,
 * because a dialect must not know how messages are published: whoever publishes asks dialects.
 */
public interface ProxyPublisher {
    /**
     * Publishes a message as the device's own, with its rights. Blocks on the database for those.
     *
     * @param deviceId UUID of the device that the message is of
     * @return ends when the message is committed to its routes and said, with why it was not; never fails
     */
    CompletionStage<Optional<Reason>> publish(String hubId, String deviceId, HubMessage message);
}
