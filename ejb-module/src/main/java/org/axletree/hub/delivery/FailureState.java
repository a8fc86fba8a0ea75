package org.axletree.hub.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.axletree.hub.delivery.target.Delivery;
import org.axletree.hub.registry.route.DeliveryPolicy;
import org.axletree.hub.registry.route.Route;

/** Whether a target takes what it is given, and since when not. Read without a lock. */
final class FailureState {
    private static final long TELL_AGAIN_NANOS = 60_000_000_000L;

    private final DeliveryListener listener;
    private final Pauses pauses = new Pauses(new SplittableRandom());
    private List<Route> routes = List.of();
    private long toldAt;

    /** Whether anybody was told that it fails. */
    private boolean told;

    private volatile boolean fails;
    private volatile Optional<RouteStatus.Failure> last = Optional.empty();

    FailureState(DeliveryListener listener) {
        this.listener = listener;
    }

    /** Whose they are; it is to be tried at once, as somebody may have mended what was wrong. */
    synchronized void settings(List<Route> routes) {
        this.routes = routes;
        pauses.reset();
    }

    boolean fails() {
        return fails;
    }

    Optional<RouteStatus.Failure> last() {
        return last;
    }

    /**
     * Answers how long to rest, in milliseconds.
     *
     * @param quietly whether all that was tried are events of other routes: such events make no more of them
     */
    synchronized long fails(Delivery.Retry retry, DeliveryPolicy policy, boolean someDelivered, boolean quietly) {
        last = Optional.of(new RouteStatus.Failure(Instant.now(), retry.reason()));
        if (!quietly && (!told || System.nanoTime() - toldAt > TELL_AGAIN_NANOS)) {
            told = true;
            toldAt = System.nanoTime();
            routes.forEach(route -> listener.fails(route, retry.reason()));
        }
        fails = true;
        if (someDelivered) {
            pauses.reset();
        }
        return pauses.next(policy, retry.after());
    }

    synchronized void works() {
        pauses.reset();
        fails = false;
        if (told) {
            told = false;
            routes.forEach(listener::works);
        }
    }
}
