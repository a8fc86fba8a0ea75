package org.axletree.hub.dispatch;

import java.util.Objects;
import org.axletree.hub.registry.route.Route;

/**
 * Whether a route takes a message of its topic.
 *
 * @param why of whether it does
 * @param fault what kept the condition from being judged; empty if nothing did
 */
public record RouteChoice(Route route, Why why, String fault) {
    /** Why a route takes a message, or does not. */
    public enum Why {
        /** It takes all of its topic. */
        TOPIC(true),
        CONDITION_HOLDS(true),
        /** No other route takes it. */
        NO_OTHER(true),
        CONDITION_DOES_NOT_HOLD(false),
        CONDITION_FAULTY(false),
        /** It would take what no other route does. */
        ANOTHER_TAKES_IT(false),
        /** Another one takes it to the same destination. */
        SAME_DESTINATION(false);

        private final boolean takes;

        Why(boolean takes) {
            this.takes = takes;
        }
    }

    public RouteChoice {
        Objects.requireNonNull(route, "route");
        Objects.requireNonNull(why, "why");
        Objects.requireNonNull(fault, "fault");
    }

    RouteChoice(Route route, Why why) {
        this(route, why, "");
    }

    public boolean takes() {
        return why.takes;
    }

    RouteChoice because(Why other) {
        return new RouteChoice(route, other, fault);
    }
}
