package org.axletree.core.door;

import java.util.Objects;
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
     * A request to the hub itself: nobody else gets it, and it is not retained. The answer of {@link DeviceInflow#answer} goes to
     * the connection that asked, and only then is the request acknowledged.
     */
    record Asked() implements Screening {}

    /** Drop it; the connection stays (clouds.md E2). */
    record Dropped(Reason reason) implements Screening {
        public Dropped {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
