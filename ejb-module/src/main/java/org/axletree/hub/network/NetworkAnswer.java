package org.axletree.hub.network;

import java.util.Objects;

/** What became of a message that came by a network. */
public sealed interface NetworkAnswer {
    /** The message has committed wherever it is to be kept. */
    record Taken() implements NetworkAnswer {}

    /** The hub is disabled, or has moved to another server. */
    record HubNotReady() implements NetworkAnswer {}

    /** The message cannot be published, however often it is sent. */
    record Invalid(String problem) implements NetworkAnswer {
        public Invalid {
            Objects.requireNonNull(problem, "problem");
        }
    }

    /** The network has brought too many messages lately. */
    record TooMany() implements NetworkAnswer {}

    /** The hub cannot take the message now: the same message may be sent again. */
    record Busy() implements NetworkAnswer {}
}
