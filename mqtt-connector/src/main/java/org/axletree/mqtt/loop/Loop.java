package org.axletree.mqtt.loop;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.core.door.Notice;
import org.axletree.core.outcome.Reason;
import org.axletree.core.time.SteadyClock;
import org.axletree.door.lane.Inquiries;
import org.axletree.door.lane.Lanes;
import org.axletree.door.lane.LoopInflow;
import org.axletree.door.pressure.Watermark;
import org.axletree.mqtt.fanout.Fanout;
import org.axletree.mqtt.retained.RetainedMessages;
import org.axletree.mqtt.store.Commit;
import org.axletree.mqtt.store.Journal;
import org.axletree.mqtt.store.Store;

/**
 * One event loop with all that belongs to it alone: its endpoint of the hub's bean, its fan-out, its connections, the
 * messages of the present turn. Apart from {@link #answeredWithin} everything happens on its thread.
 */
public final class Loop {
    private static final Logger LOG = Logger.getLogger(Loop.class.getName());
    private static final int SWEEP_MILLIS = 500;
    private static final int NOTICES_AT_ONCE = 100;
    /** What a notice says that stands for several. */
    public static final String MORE_OF_THE_SAME = "(more of the same)";

    private final EventLoop eventLoop;
    private final int number;
    private final LoopInflow inflow;
    private final Fanout fanout;
    private final Lanes lanes;
    private final Inquiries inquiries;
    private final DoorCounters counters;
    private final Store store;
    private final Journal journal;
    private final RetainedMessages retained;
    private final Deadlines deadlines;
    private final Tallies tallies = new Tallies();
    private final ScreeningBatch screening = new ScreeningBatch(this);
    private final List<Written> toFlush = new ArrayList<>();
    private final Set<Watched> watched = new LinkedHashSet<>();
    private final NoticeLimit strangers = new NoticeLimit(NOTICES_AT_ONCE, System.nanoTime());
    private final Runnable flushRound = this::flush;
    private volatile long now = System.nanoTime();

    /** Something to look after twice a second. */
    public interface Watched {
        /** @param now of {@link System#nanoTime()} */
        void check(long now);
    }

    /** What is written in one turn and goes out when it ends. */
    public interface Written {
        /** The turn ends. */
        void flush();
    }

    public Loop(
            EventLoop eventLoop,
            int number,
            LoopInflow inflow,
            Fanout fanout,
            Lanes lanes,
            Inquiries inquiries,
            DoorCounters counters,
            Store store,
            Journal journal,
            RetainedMessages retained) {
        this.eventLoop = eventLoop;
        this.number = number;
        this.inflow = inflow;
        this.fanout = fanout;
        this.lanes = lanes;
        this.inquiries = inquiries;
        this.counters = counters;
        this.store = store;
        this.journal = journal;
        this.retained = retained;
        this.deadlines = new Deadlines(store.clock());
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
        return counters;
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
                retained.forgetHub(hubId, journal.changes());
            }
        });
    }

    public RetainedMessages retained() {
        return retained;
    }

    /** A number for what is stored, higher than all that were given before. */
    public long newId() {
        return store.newId();
    }

    /** What all loops handed to the store and is not yet written. */
    public Watermark stored() {
        return store.waiting();
    }

    /** By which what is kept expires, and what is to be done later is due. */
    public SteadyClock clock() {
        return store.clock();
    }

    /** When sessions without a connection are to be looked at. */
    public Deadlines deadlines() {
        return deadlines;
    }

    public Lanes lanes() {
        return lanes;
    }

    public Inquiries inquiries() {
        return inquiries;
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
            retained.removeExpired(clock().millis(), journal.changes());
            if (store.isClockOff()) {
                // With the next group, be it empty.
                journal.then(Commit.NOBODY);
            }
        }
        strangers
                .overdue(now)
                .forEach((reason, times) -> notice(new Notice("", "", reason, MORE_OF_THE_SAME, "", times)));
    }

    /** Tells the hub about somebody whom it does not know; at most a hundred at once. */
    public void noticeStranger(Reason reason, String packet, String remoteAddress) {
        long times = strangers.due(reason, System.nanoTime());
        if (times > 0) {
            notice(new Notice("", "", reason, packet, remoteAddress, times));
        }
    }

    /** Tells the hub about somebody whom it knows. */
    public void notice(Notice notice) {
        try {
            inflow.observation().notice(notice);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The hub did not take a notice", e);
        }
    }

    /** Flushes it when the turn ends. */
    public void flushSoon(Written written) {
        if (toFlush.isEmpty()) {
            eventLoop.execute(flushRound);
        }
        toFlush.add(written);
    }

    private void flush() {
        // A flush may make channels writable and so bring more to flush.
        for (int i = 0; i < toFlush.size(); i++) {
            toFlush.get(i).flush();
        }
        toFlush.clear();
    }
}
