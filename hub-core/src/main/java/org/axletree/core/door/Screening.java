package org.axletree.core.door;

import java.util.Objects;
import org.axletree.core.message.Message;
import org.axletree.core.outcome.Reason;
import org.axletree.core.route.RouteSet;

/** The dispatcher's answer to one message: where it goes next. */
public sealed interface Screening {
    /** To the subscribers, at once. */
    Screening UNROUTED = new Unrouted();

    /** To the hub itself. */
    Screening ASKED = new Asked();

    /** No route wants it: fan out and acknowledge. */
    record Unrouted() implements Screening {}

    /** Routes want it: through the lane of the set, and only then fan out and acknowledge. */
    record Routed(RouteSet routes) implements Screening {
        public Routed {
            Objects.requireNonNull(routes, "routes");
        }
    }

    /**
     * A request to the hub itself: nobody else gets it, and it is not retained. The answer of {@link CommitInflow#answer} goes to
     * the connection that asked, and only then is the request acknowledged.
     */
    record Asked() implements Screening {}

    /**
     * The device's dialect says it in other words than the hub: whoever hears it, keeps it or routes it gets the canonical
     * message in the place of the one that came. Only its acknowledgement is that of the one that came.
     *
     * @param canonical the message as the hub has it
     * @param then where that goes next
     */
    record Rewritten(Message canonical, Screening then) implements Screening {
        public Rewritten {
            Objects.requireNonNull(canonical, "canonical");
            if (!(then instanceof Unrouted || then instanceof Routed)) {
                throw new IllegalArgumentException("then: " + then + " (expected: unrouted or routed)");
            }
        }
    }

    /**
     * Drop it (scaleway.md E2).
     *
     * @param cut whether the connection ends, for the same reason; else it stays
     */
    record Dropped(Reason reason, boolean cut) implements Screening {
        public Dropped {
            Objects.requireNonNull(reason, "reason");
        }

        /** The connection stays. */
        public Dropped(Reason reason) {
            this(reason, false);
        }
    }
}
