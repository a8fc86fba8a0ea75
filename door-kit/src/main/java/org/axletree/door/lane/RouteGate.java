package org.axletree.door.lane;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.core.door.CommitInflow;
import org.axletree.core.door.DeviceInflow;
import org.axletree.core.door.Notice;
import org.axletree.core.door.ObservationInflow;
import org.axletree.core.door.RoutedPublication;
import org.axletree.core.outcome.Reason;
import org.axletree.core.route.RouteSet;
import org.axletree.door.pressure.Watermark;

/**
 * What is on its way to one set of routes, in whichever lanes, and is to hold back its senders where it is too much. What is
 * committed for a route that has more than may wait stays here, unacknowledged, until that has room.
 */
final class RouteGate implements InflowTask {
    private static final Logger LOG = Logger.getLogger(RouteGate.class.getName());
    private static final int FIRST_DELAY_MILLIS = 100;
    private static final int LAST_DELAY_MILLIS = 1_000;

    private final Lanes lanes;
    private final RouteSet routes;
    private final Watermark watermark;
    /** High while something is held. */
    private final Watermark standstill;

    private final Population population = new Population();
    private final Queue<RoutedPublication> held = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean holding = new AtomicBoolean();

    /** Only whoever looks after what is held touches it. */
    private int delayMillis;

    RouteGate(Lanes lanes, RouteSet routes, Watermark watermark) {
        this.lanes = lanes;
        this.routes = routes;
        this.watermark = watermark;
        this.standstill = lanes.newStandstill();
    }

    String key() {
        return routes.key();
    }

    Watermark watermark() {
        return watermark;
    }

    Watermark standstill() {
        return standstill;
    }

    /** A message is on its way. Answers false if the gate is gone: then another has, or will get, its place. */
    boolean enter(int payloadBytes) {
        if (!population.enter()) {
            return false;
        }
        watermark.add(payloadBytes);
        return true;
    }

    /** Messages have arrived. */
    void leave(int messages, long payloadBytes) {
        watermark.remove(messages, payloadBytes);
        population.leave(messages);
        if (population.closeIfEmpty()) {
            lanes.remove(this);
        }
    }

    /** These are committed, and are not to be acknowledged yet. */
    void hold(Collection<RoutedPublication> messages, Reason reason, ObservationInflow inflow) {
        held.addAll(messages);
        if (holding.compareAndSet(false, true)) {
            begin();
            RoutedPublication head = messages.iterator().next();
            inflow.notice(new Notice(
                    routes.hubId(), "", reason, "PUBLISH " + head.publication().topic(), ""));
        }
    }

    private void begin() {
        standstill.add(0);
        delayMillis = FIRST_DELAY_MILLIS;
        lanes.runLater(this, delayMillis);
    }

    @Override
    public void run(DeviceInflow inflow) {
        if (isHeld(inflow)) {
            delayMillis = Math.min(2 * delayMillis, LAST_DELAY_MILLIS);
            lanes.runLater(this, delayMillis);
            return;
        }
        List<RoutedPublication> free = new ArrayList<>();
        for (RoutedPublication next = held.poll(); next != null; next = held.poll()) {
            free.add(next);
        }
        standstill.remove(1, 0);
        holding.set(false);
        if (!held.isEmpty() && holding.compareAndSet(false, true)) { // came after the last poll
            begin();
        }
        lanes.settle(free);
    }

    private boolean isHeld(CommitInflow inflow) {
        try {
            return inflow.isHeld(routes);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, e, () -> "Whether messages for " + key() + " are held is not known");
            return true;
        }
    }

    /** Lets go of everything. No thread may work on the gate any more. */
    void abandon() {
        for (RoutedPublication message = held.poll(); message != null; message = held.poll()) {
            ((LaneMessage) message.publication()).abandoned();
        }
    }
}
