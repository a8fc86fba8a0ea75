package org.axletree.core.door;

import java.util.Objects;
import java.util.Optional;
import org.axletree.core.message.Message;
import org.axletree.core.outcome.Reason;

/**
 * The hub's answer to a request that a device sent it ({@link Screening.Asked}).
 *
 * @param message what the connection that asked is told, if it subscribed to the topic; the request's quality of service is the
 *     highest it comes with. Empty where the device expects no answer
 * @param refusal why nothing was done; empty if the request was carried out, and what it changed is committed
 */
public record Reply(Optional<Message> message, Optional<Reason> refusal) {
    public Reply {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(refusal, "refusal");
    }

    /** An answer that says something. */
    public Reply(Message message, Optional<Reason> refusal) {
        this(Optional.of(message), refusal);
    }

    /** The answer to a request that has none but its acknowledgement. */
    public static Reply silent(Optional<Reason> refusal) {
        return new Reply(Optional.empty(), refusal);
    }
}
