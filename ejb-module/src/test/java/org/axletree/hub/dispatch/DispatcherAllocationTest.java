package org.axletree.hub.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.axletree.core.door.Publication;
import org.axletree.hub.PublishedMessage;
import org.axletree.hub.dialect.TestDialects;
import org.axletree.hub.history.LocalPresence;
import org.axletree.hub.history.Presence;
import org.axletree.hub.live.TestLive;
import org.axletree.hub.registry.route.RoutesInMemory;
import org.axletree.hub.telemetry.HubMetrics;
import org.junit.jupiter.api.Test;

/** Event loops ask for every message: what is made for one of them is made hundreds of thousands of times a second. */
final class DispatcherAllocationTest {
    private static final int BATCH = 64;
    private static final int ROUNDS = 2_000;

    /** The answers' array has eight bytes a message at most; the smallest object has sixteen. */
    private static final int MOST_BYTES_PER_MESSAGE = 10;

    private final RoutesInMemory directory = new RoutesInMemory();
    private final RouteTables routes = new RouteTables(directory);
    private final Presence presence = new LocalPresence();
    private final Dispatcher dispatcher =
            new Dispatcher(routes, presence, new HubMetrics(), TestDialects.all(), TestLive.nobodyWatches());
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void messageOfAScalewayDevice_makesNoObject_withARouteOrWithout() {
        directory.put("hub", "r1", "routed/#", "queue 1");
        routes.load();
        List<Publication> batch = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            batch.add(PublishedMessage.of(
                    PublishedMessage.sender("hub", "pump " + i % 8), i % 2 == 0 ? "routed/a" : "$plant/b"));
        }
        bytesOf(batch); // what is remembered is remembered, and classes are loaded

        assertThat(bytesOf(batch) / BATCH / ROUNDS).isLessThan(MOST_BYTES_PER_MESSAGE);
    }

    private long bytesOf(List<Publication> batch) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < ROUNDS; i++) {
            dispatcher.screen(batch);
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
