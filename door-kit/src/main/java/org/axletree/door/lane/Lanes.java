package org.axletree.door.lane;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.axletree.core.door.RoutedPublication;
import org.axletree.core.door.Sender;
import org.axletree.core.route.RouteSet;
import org.axletree.door.pressure.Watermark;

/**
 * All lanes: a few for each hub whose messages wait for routes. What one device says goes through one lane, whichever routes it
 * is for, and so keeps its order in each of them (ADR 63). What holds back senders is counted by sets of routes, in {@link
 * RouteGate}s. Both are made with their first message and removed with their last, so that what vanishes from the registry
 * leaves nothing behind here.
 */
public final class Lanes {
    /** As many of one hub can commit at once; more would make the batches smaller. */
    private static final int LANES_PER_HUB = 4;

    /**
     * What is on its way to one set of routes before its senders wait. A sender is not read from any more then, but what was read
     * already still comes, some hundreds of short messages each: twice as much, where senders are cut off, has room for a fleet
     * that says something at the same time.
     */
    private static final int GATE_MESSAGES = 20_000;

    private static final int GATE_BYTES = 8 * 1024 * 1024;
    /**
     * What all lanes together hold before senders to what stands still wait: the full queues of one hub must not use
     * up the room of the others.
     */
    private static final int MANY_MESSAGES = 40_000;

    /** A twentieth of the heap: Netty may use as much memory again beside it, and this is not all it is used for. */
    private static final long MANY_BYTES =
            Math.min(48 * 1024 * 1024, Runtime.getRuntime().maxMemory() / 20);
    /** What all lanes together hold before every sender of routed messages waits. */
    private static final int MOST_MESSAGES = 4 * MANY_MESSAGES;

    private static final long MOST_BYTES = 4 * MANY_BYTES;

    /** By number, and then by hub. */
    private final List<Map<String, Lane>> lanes = Stream.generate(
                    () -> (Map<String, Lane>) new ConcurrentHashMap<String, Lane>())
            .limit(LANES_PER_HUB)
            .toList();

    private final Map<String, RouteGate> gates = new ConcurrentHashMap<>();
    private final LongAdder holds = new LongAdder();
    private final Watermark many = new Watermark(MANY_MESSAGES, MANY_BYTES, holds);
    private final Watermark most = new Watermark(MOST_MESSAGES, MOST_BYTES, holds);
    private final InflowWorkers workers;
    private final ScheduledExecutorService timer;

    public Lanes(InflowWorkers workers, ScheduledExecutorService timer) {
        this.workers = workers;
        this.timer = timer;
    }

    /**
     * Puts a message at the end of the lane of its sender.
     *
     * @return the watermark that concerns the sender; if it is high, the sender has to wait
     */
    public Watermark put(LaneMessage message, RouteSet routes) {
        RoutedPublication routed = new RoutedPublication(message, routes);
        many.add(message.payloadSize());
        most.add(message.payloadSize());
        RouteGate gate = enter(routes, message.payloadSize());
        return concerning(gate, add(routed));
    }

    private RouteGate enter(RouteSet routes, int payloadBytes) {
        while (true) {
            RouteGate gate = gates.get(routes.key());
            if (gate == null) {
                gate = gates.computeIfAbsent(
                        routes.key(),
                        key -> new RouteGate(this, routes, new Watermark(GATE_MESSAGES, GATE_BYTES, holds)));
            }
            if (gate.enter(payloadBytes)) {
                return gate;
            }
            remove(gate);
        }
    }

    private Lane add(RoutedPublication message) {
        Sender sender = message.publication().sender();
        int number = Math.floorMod(orderOf(sender).hashCode(), LANES_PER_HUB);
        String hubId = message.routes().hubId();
        Map<String, Lane> byHub = lanes.get(number);
        while (true) {
            Lane lane = byHub.get(hubId);
            if (lane == null) {
                lane = byHub.computeIfAbsent(hubId, id -> new Lane(this, id, number));
            }
            if (lane.add(message)) {
                return lane;
            }
            remove(lane);
        }
    }

    /** What is in order among all that has the same. */
    private static String orderOf(Sender sender) {
        return sender instanceof Sender.Device device
                ? device.rights().identity().deviceId()
                : sender.hubId();
    }

    private Watermark concerning(RouteGate gate, Lane lane) {
        if (most.isHigh()) {
            return most;
        }
        if (many.isHigh() && lane.standstill().isHigh()) {
            return lane.standstill();
        }
        return many.isHigh() && gate.standstill().isHigh() ? gate.standstill() : gate.watermark();
    }

    /** High while something stands still. */
    Watermark newStandstill() {
        return new Watermark(1, Long.MAX_VALUE, holds);
    }

    /** The gate of messages that are on their way. */
    RouteGate gate(String key) {
        return gates.get(key);
    }

    /** Messages have arrived: they go home, and no longer count. */
    void settle(List<RoutedPublication> messages) {
        long bytes = 0;
        int[] sizes = new int[messages.size()]; // what went home is no longer ours to look at
        Map<Executor, List<LaneMessage>> homes = new IdentityHashMap<>();
        for (int i = 0; i < sizes.length; i++) {
            LaneMessage one = (LaneMessage) messages.get(i).publication();
            sizes[i] = one.payloadSize();
            bytes += sizes[i];
            homes.computeIfAbsent(one.home(), home -> new ArrayList<>()).add(one);
        }
        homes.forEach(Lanes::sendHome);
        many.remove(sizes.length, bytes);
        most.remove(sizes.length, bytes);
        for (int from = 0; from < sizes.length; ) {
            String key = messages.get(from).routes().key();
            int to = from;
            long gateBytes = 0;
            while (to < sizes.length && messages.get(to).routes().key().equals(key)) {
                gateBytes += sizes[to++];
            }
            gates.get(key).leave(to - from, gateBytes);
            from = to;
        }
    }

    private static void sendHome(Executor home, List<LaneMessage> messages) {
        try {
            home.execute(() -> messages.forEach(LaneMessage::committed));
        } catch (RejectedExecutionException e) {
            messages.forEach(LaneMessage::abandoned);
        }
    }

    /** How many messages wait in all lanes together. */
    public long messages() {
        return many.messages();
    }

    /** How many bytes of payload wait in all lanes together. */
    public long bytes() {
        return many.bytes();
    }

    /** How often a sender was made to wait for routes. */
    public long holds() {
        return holds.sum();
    }

    /** How many sets of routes hold back their senders. */
    public int saturated() {
        int saturated = 0;
        for (RouteGate gate : gates.values()) {
            if (gate.watermark().isHigh()) {
                saturated++;
            }
        }
        return saturated;
    }

    /** To how many sets of routes something is on its way. */
    public int size() {
        return gates.size();
    }

    /** Waits until the lanes are empty. Answers whether they were in time. */
    public boolean drain(long deadlineNanos) throws InterruptedException {
        while (messages() > 0) {
            if (System.nanoTime() - deadlineNanos > 0) {
                return false;
            }
            Thread.sleep(10);
        }
        return true;
    }

    /** Lets go of what is left, unacknowledged. The workers must have ended. */
    public void abandon() {
        lanes.forEach(byHub -> {
            byHub.values().forEach(Lane::abandon);
            byHub.clear();
        });
        gates.values().forEach(RouteGate::abandon);
        gates.clear();
    }

    void runSoon(InflowTask task) {
        if (!workers.offer(task)) {
            // Only while the door closes: the queue has room for every lane.
            runLater(task, 100);
        }
    }

    void runLater(InflowTask task, int delayMillis) {
        try {
            timer.schedule(() -> runSoon(task), delayMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The event loops have ended; what is held will be abandoned, unacknowledged.
        }
    }

    void remove(Lane lane) {
        lanes.get(lane.number()).remove(lane.hubId(), lane);
    }

    void remove(RouteGate gate) {
        gates.remove(gate.key(), gate);
    }
}
