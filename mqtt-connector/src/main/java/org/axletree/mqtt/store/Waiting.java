package org.axletree.mqtt.store;

import java.util.Objects;

/**
 * A recipient that did not have a message when the server ended.
 *
 * @param progress how far the message has come with it; never {@link Progress#DONE}
 * @param packetId the packet identifier the message was sent with; 0 while it is {@link Progress#QUEUED}
 */
public record Waiting(Recipient recipient, Progress progress, int packetId) {
    public Waiting {
        Objects.requireNonNull(recipient, "recipient");
        Objects.requireNonNull(progress, "progress");
    }
}
