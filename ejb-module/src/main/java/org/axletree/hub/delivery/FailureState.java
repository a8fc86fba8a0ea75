package org.axletree.hub.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.axletree.hub.delivery.target.Delivery;
import org.axletree.hub.registry.route.DeliveryPolicy;
import org.axletree.hub.registry.route.Route;

/** Whether a target takes what it is given, and since when not. Read without a lock. */
final class FailureState {
    private static final long MINUTE_NANOS = 60_000_000_000L;

    /** So often in a minute the beginning of a failure is told: a target that comes and goes does not fill the list of events. */
    private static final int BEGINNINGS_TOLD = 3;

    private final DeliveryListener listener;
    private final LongSupplier clock;
    private final Pauses pauses = new Pauses(new SplittableRandom());
    private List<Route> routes = List.of();
    private long toldAt;

    /** Whether anybody was told that it fails. */
    private boolean told;

    private long minuteBegan;
    private int beginnings;

    /** How often it failed and nobody was told. */
    private long untold;

    private boolean isUntold;

    private volatile boolean fails;
    private volatile Optional<RouteStatus.Failure> last = Optional.empty();

    FailureState(DeliveryListener listener) {
        this(listener, System::nanoTime);
    }

    /** @param clock as {@link System#nanoTime} */
    FailureState(DeliveryListener listener, LongSupplier clock) {
        this.listener = listener;
        this.clock = clock;
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
        if (!quietly && isToBeTold(clock.getAsLong())) {
            long times = untold + 1;
            untold = 0;
            routes.forEach(route -> listener.fails(route, retry.reason(), times));
        }
        fails = true;
        if (someDelivered) {
            pauses.reset();
        }
        return pauses.next(policy, retry.after());
    }

    private boolean isToBeTold(long now) {
        if (told) {
            if (now - toldAt <= MINUTE_NANOS) {
                return false;
            }
            toldAt = now;
            return true;
        }
        if (beginnings == 0 || now - minuteBegan > MINUTE_NANOS) {
            minuteBegan = now;
            beginnings = 0;
        }
        if (beginnings == BEGINNINGS_TOLD) {
            untold += isUntold ? 0 : 1;
            isUntold = true;
            return false;
        }
        beginnings++;
        untold -= isUntold ? 1 : 0;
        isUntold = false;
        told = true;
        toldAt = now;
        return true;
    }

    synchronized void works() {
        pauses.reset();
        fails = false;
        isUntold = false;
        if (told) {
            told = false;
            routes.forEach(listener::works);
        }
    }
}
