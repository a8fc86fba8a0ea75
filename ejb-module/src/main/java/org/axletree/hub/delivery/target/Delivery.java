package org.axletree.hub.delivery.target;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/** What became of one message at a target. */
public sealed interface Delivery {
    /** The target has it, and will keep it. */
    Delivery DELIVERED = new Delivered();

    /** One value for each outcome. */
    <T> T fold(
            Supplier<? extends T> delivered,
            Function<? super Retry, ? extends T> retry,
            Function<? super Dead, ? extends T> dead);

    /** The same for a number of messages. */
    static List<Delivery> all(int messages, Delivery outcome) {
        return Collections.nCopies(messages, outcome);
    }

    /** The target has it. */
    record Delivered() implements Delivery {
        @Override
        public <T> T fold(
                Supplier<? extends T> delivered,
                Function<? super Retry, ? extends T> retry,
                Function<? super Dead, ? extends T> dead) {
            return delivered.get();
        }
    }

    /**
     * A fault of the target or of the way there, that the next message would meet as well: try again later.
     *
     * @param reason one sentence for the owner; never a secret
     * @param after not before that; zero where the target did not say, then the policy of the route decides
     * @param mayHaveArrived whether the target may have it all the same: it is marked as repeated from then on
     */
    record Retry(String reason, Duration after, boolean mayHaveArrived) implements Delivery {
        public Retry {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(after, "after");
        }

        /** The target surely has it not, and did not say when to come again. */
        public Retry(String reason) {
            this(reason, Duration.ZERO, false);
        }

        @Override
        public <T> T fold(
                Supplier<? extends T> delivered,
                Function<? super Retry, ? extends T> retry,
                Function<? super Dead, ? extends T> dead) {
            return retry.apply(this);
        }
    }

    /**
     * A fault of this one message, that no other try would mend: it becomes a dead letter, and the others go on.
     *
     * @param reason one sentence for the owner; never a secret
     */
    record Dead(String reason) implements Delivery {
        public Dead {
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public <T> T fold(
                Supplier<? extends T> delivered,
                Function<? super Retry, ? extends T> retry,
                Function<? super Dead, ? extends T> dead) {
            return dead.apply(this);
        }
    }
}
