package org.axletree.hub.dialect;

import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.axletree.core.message.Message;
import org.axletree.core.outcome.Reason;

/** What a dialect makes of a device's message. */
public sealed interface Reading {
    /** The message is canonical as it came. */
    Reading AS_IS = new AsIs();

    /** A request to the hub. */
    Reading REQUEST = new Request();

    /** The message is canonical as it came. */
    record AsIs() implements Reading {}

    /** The message as the hub has it: topic, properties, payload, retain flag, annotations. */
    record Canonical(Message message) implements Reading {
        public Canonical {
            Objects.requireNonNull(message, "message");
        }
    }

    /** A request to the hub itself, which {@link Dialect#answer} carries out. Nobody else gets it. */
    record Request() implements Reading {}

    /**
     * The dialect does not allow it.
     *
     * @param cut whether the connection ends; else it stays, and the message is dropped
     */
    record Refused(Reason reason, boolean cut) implements Reading {
        public Refused {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** One value for each kind of reading. */
    default <T> T fold(
            Supplier<? extends T> asIs,
            Function<? super Canonical, ? extends T> canonical,
            Supplier<? extends T> request,
            Function<? super Refused, ? extends T> refused) {
        if (this instanceof AsIs) {
            return asIs.get();
        }
        if (this instanceof Canonical one) {
            return canonical.apply(one);
        }
        return this instanceof Refused one ? refused.apply(one) : request.get();
    }
}
