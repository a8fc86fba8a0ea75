package org.axletree.hub.delivery.target;

import java.util.List;
import java.util.Optional;
import org.axletree.hub.delivery.log.LoggedMessage;

/**
 * What delivers the messages of one route, as long as its configuration stays the same. Called by {@link #parallelism()}
 * threads at once at most, each with messages of other origins.
 */
public interface TargetConnection extends AutoCloseable {
    /**
     * Delivers messages in their order. May block, but never without an end: who does not answer in time is a {@link
     * Delivery.Retry}. An exception counts as a retry of the whole batch, and its messages are then delivered one by one.
     *
     * @param batch one or more, and no more than the policy of the route says
     * @return one outcome a message, in the same order; fewer where the rest was not tried. After a retry no message of the same
     *     {@linkplain org.axletree.hub.delivery.log.Origin#order() origin} may be delivered
     */
    List<Delivery> deliver(List<LoggedMessage> batch);

    /**
     * Tries the target without a message: whether it is there, lets one in, and has what the route needs. May block, as {@link
     * #deliver}.
     *
     * @return what is wrong, in the sentence that a failed delivery would have; empty if nothing is
     */
    Optional<String> problem();

    /**
     * As {@link #problem}, and what was seen where nothing is wrong.
     *
     * @return never empty of words where the trial cannot tell whether messages are taken
     */
    default TargetTrial trial() {
        return new TargetTrial(problem(), "");
    }

    /** How many calls at once the target is worth. */
    default int parallelism() {
        return 1;
    }

    /**
     * How long to gather messages after a call that had fewer than a batch, in milliseconds: where a call costs far more than a
     * message in it, calls are made for several. The first message after a silence waits for nothing.
     */
    default int gatheringMillis() {
        return 0;
    }

    /** Lets go of what it holds. No call is under way. */
    @Override
    default void close() {
        // Most hold nothing.
    }
}
