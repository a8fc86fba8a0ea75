package org.axletree.hub.exchange;

import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.axletree.core.outcome.Reason;

/** What became of a message that was published through the {@link Exchange}. */
public sealed interface Outcome {
    /** The message is on its way. */
    Outcome PUBLISHED = new Published();

    /** Every route that wants the message has committed it, and then it was said to those who subscribed. */
    record Published() implements Outcome {}

    /**
     * The message was not published.
     *
     * @param partly whether the routes have committed it all the same, and only subscribers did not get it
     */
    record Refused(Reason reason, boolean partly) implements Outcome {
        public Refused {
            Objects.requireNonNull(reason, "reason");
        }

        /** Nobody got it. */
        public Refused(Reason reason) {
            this(reason, false);
        }
    }

    /** One value for each kind of outcome. */
    default <T> T fold(Supplier<? extends T> published, Function<? super Refused, ? extends T> refused) {
        return this instanceof Refused one ? refused.apply(one) : published.get();
    }
}
