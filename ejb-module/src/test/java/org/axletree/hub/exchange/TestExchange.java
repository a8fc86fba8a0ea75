package org.axletree.hub.exchange;

import java.util.ArrayDeque;
import java.util.Deque;
import org.axletree.hub.dialect.TestDialects;
import org.axletree.hub.dispatch.Dispatcher;
import org.axletree.hub.dispatch.RouteTables;
import org.axletree.hub.door.Doors;
import org.axletree.hub.history.LocalPresence;
import org.axletree.hub.live.TestLive;
import org.axletree.hub.telemetry.HubMetrics;

/** An exchange without a container: it works at once, unless it is told to wait. */
public final class TestExchange extends Exchange {
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private boolean waits;

    public TestExchange(RouteTables routes, RouteCommit commit, Doors doors) {
        super(
                new Dispatcher(
                        routes, new LocalPresence(), new HubMetrics(), TestDialects.all(), TestLive.nobodyWatches()),
                commit,
                doors,
                NoDownlinks.INSTANCE);
    }

    /** Works only when it is told to. */
    public TestExchange waiting() {
        waits = true;
        return this;
    }

    /** Does what is to be done. */
    public void proceed() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    @Override
    void execute(Runnable task) {
        tasks.add(task);
        if (!waits) {
            proceed();
        }
    }
}
