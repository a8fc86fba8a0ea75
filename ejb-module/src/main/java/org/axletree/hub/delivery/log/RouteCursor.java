package org.axletree.hub.delivery.log;

import java.io.IOException;
import java.util.List;

/** Where a route is in the log. Used by its one follower. */
public final class RouteCursor {
    private final RouteLog log;
    private final RouteBacklog backlog;

    RouteCursor(RouteLog log, RouteBacklog backlog) {
        this.log = log;
        this.backlog = backlog;
    }

    public String routeId() {
        return backlog.routeId();
    }

    /**
     * How much may wait, and who is told when more does.
     *
     * @param listener must not block: it is called before messages are acknowledged
     */
    public void follow(BacklogBound bound, Runnable listener) {
        backlog.bound(bound, listener);
    }

    /** Makes somebody the one follower; answers false if another is. */
    public boolean own(Object follower) {
        return backlog.own(follower);
    }

    /** Another may follow. */
    public void release(Object follower) {
        backlog.release(follower);
    }

    /** The next messages with their places, which stay. May be fewer than there are; empty only if there are none. */
    public List<PlacedMessage> peek(int most) throws IOException {
        return log.load(backlog) ? backlog.peek(most) : List.of();
    }

    /** Lets go of the first messages, and keeps what of them is dead. */
    public void settle(int count, List<Burial> dead) throws IOException {
        log.settle(backlog.settlement(count), dead);
    }

    /** How many of the oldest the bound has given up. */
    public long excess() {
        return backlog.excess();
    }

    public BacklogSize size() {
        return backlog.size();
    }

    /** Nothing will be delivered for a while: what is in memory may go, but for so many of the first. */
    public void rest(int keep) {
        backlog.forget(keep);
    }
}
