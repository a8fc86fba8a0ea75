package org.axletree.mqtt.store;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.core.time.SteadyClock;
import org.axletree.door.pressure.Watermark;

/**
 * What must not be forgotten: takes the changes of all event loops for one thread to write, and tells each loop when its
 * changes survive. While the disk refuses them they wait, and so do those who depend on them: nothing is acknowledged that
 * does not survive, and nothing is lost of what can still be written.
 *
 * <p>A message may be given to its recipients before it survives, unless one of them must not get it twice (QoS 2).
 */
public final class Store {
    private static final Logger LOG = Logger.getLogger(Store.class.getName());
    private static final int WAITING_CHANGES = 200_000;
    private static final int WAITING_BYTES = 64 * 1024 * 1024;

    private final Engine engine;
    private final StoreClock clock;
    private final Ledger ledger = new Ledger();
    private final BlockingQueue<Batch> queue = new LinkedBlockingQueue<>();
    private final Watermark waiting = new Watermark(WAITING_CHANGES, WAITING_BYTES);
    private final AtomicLong lastId = new AtomicLong();
    private volatile String problem = "";
    private volatile boolean ended;

    /** The changes of one turn of one loop. */
    record Batch(List<Change> changes, long bytes, Executor home, List<Commit> commits) {
        void answer(boolean survives) {
            if (commits.isEmpty()) {
                return;
            }
            try {
                home.execute(() -> commits.forEach(commit -> tell(commit, survives)));
            } catch (RejectedExecutionException e) {
                // The event loop has ended, and who waited with it.
            }
        }

        /** Whatever one of those who wait does of it, the others are told as well. */
        private static void tell(Commit commit, boolean survives) {
            try {
                if (survives) {
                    commit.committed();
                } else {
                    commit.failed();
                }
            } catch (RuntimeException e) {
                LOG.log(Level.SEVERE, "Somebody who waited for the store of sessions failed", e);
            }
        }
    }

    /** @param clock by which what is kept expires; goes on where that of the process before had come to */
    public Store(Engine engine, SteadyClock clock) {
        this.engine = engine;
        this.clock = new StoreClock(clock);
    }

    /** With a clock that starts now. */
    public Store(Engine engine) {
        this(engine, new SteadyClock());
    }

    /** Tells what survived. Once, before anything else. */
    public void read(RecoveryListener survivors) throws IOException {
        Recovery recovery = new Recovery(survivors, ledger, clock);
        engine.read(recovery);
        clock.goOn();
        lastId.set(recovery.highestId());
        List<Change> leftovers = recovery.leftovers();
        if (!leftovers.isEmpty()) {
            engine.write(leftovers);
        }
    }

    /** A number for a session or a message, higher than that of all that are stored. From any thread. */
    public long newId() {
        return lastId.incrementAndGet();
    }

    /** @param home the event loop whose changes they will be */
    public Changes changes(Executor home) {
        return new Changes(this, home);
    }

    /** What was handed over and is not yet written. Whoever makes messages that are stored waits while it is high. */
    public Watermark waiting() {
        return waiting;
    }

    /** Why nothing is committed at present, one sentence; empty while all is well. From any thread. */
    public String problem() {
        return problem;
    }

    void problem(String sentence) {
        problem = sentence;
    }

    /** From any thread. */
    void commit(Batch batch) {
        waiting.add(batch.changes.size(), batch.bytes);
        queue.add(batch);
        if (ended) {
            abandon();
        }
    }

    BlockingQueue<Batch> queue() {
        return queue;
    }

    /** By which what is kept expires. */
    public SteadyClock clock() {
        return clock.clock();
    }

    StoreClock storeClock() {
        return clock;
    }

    /** Whether the system's clock was set, so that the next process would reckon wrongly. From any thread. */
    public boolean isClockOff() {
        return clock.isOff();
    }

    Engine engine() {
        return engine;
    }

    Ledger ledger() {
        return ledger;
    }

    /** The thread that writes has ended: tells everybody who waits, and whoever comes, that nothing is written any more. */
    void abandon() {
        ended = true;
        for (Batch batch = queue.poll(); batch != null; batch = queue.poll()) {
            waiting.remove(batch.changes.size(), batch.bytes);
            batch.answer(false);
        }
    }
}
