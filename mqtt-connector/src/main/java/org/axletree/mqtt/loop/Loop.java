package org.axletree.mqtt.loop;

import io.netty.channel.EventLoop;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.axletree.core.time.SteadyClock;
import org.axletree.door.lane.Inquiries;
import org.axletree.door.lane.Lanes;
import org.axletree.door.lane.LoopInflow;
import org.axletree.door.pressure.Watermark;
import org.axletree.mqtt.fanout.Fanout;
import org.axletree.mqtt.retained.RetainedMessages;
import org.axletree.mqtt.store.Commit;
import org.axletree.mqtt.store.Journal;

/**
 * One event loop with all that belongs to it alone: its endpoint of the hub's bean, its fan-out, its connections, the
 * messages of the present turn. Apart from {@link #answeredWithin} everything happens on its thread.
 */
public final class Loop {
    private static final int SWEEP_MILLIS = 500;

    private final EventLoop eventLoop;
    private final int number;
    private final LoopInflow inflow;
    private final LoopServices shared;
    private final Fanout fanout;
    private final Journal journal;
    private final Deadlines deadlines;
    private final Tallies tallies = new Tallies();
    private final ScreeningBatch screening = new ScreeningBatch(this);
    private final Set<Watched> watched = new LinkedHashSet<>();
    private final LoopNotices notices;
    private final FlushRound flushes;
    private volatile long now = System.nanoTime();

    /** Something to look after twice a second. */
    public interface Watched {
        /** @param now of {@link System#nanoTime()} */
        void check(long now);
    }

    /**
     * @param number of the loop among all, from 0
     * @param inflow this thread's
     * @param fanout this loop's
     * @param journal this loop's
     */
    public Loop(
            EventLoop eventLoop, int number, LoopInflow inflow, LoopServices shared, Fanout fanout, Journal journal) {
        this.eventLoop = eventLoop;
        this.number = number;
        this.inflow = inflow;
        this.shared = shared;
        this.fanout = fanout;
        this.journal = journal;
        this.deadlines = new Deadlines(shared.store().clock());
        this.notices = new LoopNotices(inflow.observation());
        this.flushes = new FlushRound(eventLoop);
        watched.add(deadlines);
    }

    /** From any thread. */
    public void start() {
        eventLoop.scheduleWithFixedDelay(this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Its number among the loops, from 0. */
    public int number() {
        return number;
    }

    public EventLoop eventLoop() {
        return eventLoop;
    }

    /** What this thread has of the hub. */
    public LoopInflow inflow() {
        return inflow;
    }

    public Fanout fanout() {
        return fanout;
    }

    public DoorCounters counters() {
        return shared.counters();
    }

    /** What was published in this turn and is not yet screened. */
    public ScreeningBatch screening() {
        return screening;
    }

    /** What it counts for each hub. */
    public Tallies tallies() {
        return tallies;
    }

    /** What is to be stored of this turn. */
    public Journal journal() {
        return journal;
    }

    /** A hub is gone: forgets what it counted of it, and the first loop what it retained; soon. From any thread. */
    public void forget(String hubId) {
        eventLoop.execute(() -> {
            tallies.forget(hubId);
            if (number == 0) {
                shared.retained().forgetHub(hubId, journal.changes());
            }
        });
    }

    public RetainedMessages retained() {
        return shared.retained();
    }

    /** A number for what is stored, higher than all that were given before. */
    public long newId() {
        return shared.store().newId();
    }

    /** What all loops handed to the store and is not yet written. */
    public Watermark stored() {
        return shared.store().waiting();
    }

    /** By which what is kept expires, and what is to be done later is due. */
    public SteadyClock clock() {
        return shared.store().clock();
    }

    /** When sessions without a connection are to be looked at. */
    public Deadlines deadlines() {
        return deadlines;
    }

    public Lanes lanes() {
        return shared.lanes();
    }

    public Inquiries inquiries() {
        return shared.inquiries();
    }

    /** The time of the last sweep, by {@link System#nanoTime()}: at most half a second old, and free of cost. */
    public long now() {
        return now;
    }

    /** Whether the loop did its regular work lately. From any thread. */
    public boolean answeredWithin(long nanos) {
        return System.nanoTime() - now <= nanos;
    }

    public void watch(Watched one) {
        watched.add(one);
    }

    public void unwatch(Watched one) {
        watched.remove(one);
    }

    /** Those who are watched now. */
    public List<Watched> watched() {
        return List.copyOf(watched);
    }

    private void sweep() {
        now = System.nanoTime();
        for (Watched one : watched()) {
            one.check(now);
        }
        if (number == 0) {
            shared.retained().removeExpired(clock().millis(), journal.changes());
            if (shared.store().isClockOff()) {
                // With the next group, be it empty.
                journal.then(Commit.NOBODY);
            }
        }
        notices.tellOverdue(now);
    }

    /** What it tells the hub of its connections. */
    public LoopNotices notices() {
        return notices;
    }

    /** What goes out when the turn ends. */
    public FlushRound flushes() {
        return flushes;
    }
}
